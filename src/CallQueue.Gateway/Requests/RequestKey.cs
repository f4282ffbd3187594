using System.Security.Cryptography;
using System.Text;
using CallQueue.Problems;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Requests;

/// <summary>Names for what a request makes: its own choice, else from its Idempotency-Key [X13], else new.</summary>
internal static class RequestKey
{
    public const string Header = "Idempotency-Key";
    private const int MaxLength = 256;

    /// <summary>A name of the form <c>kind_…</c>, the same for the same key. It never looks like a call of a run.</summary>
    public static string Name(HttpRequest request, string kind, TimeProvider time, FieldProblems problems)
    {
        if (request.Headers[Header] is not [{ Length: > 0 } key, ..]) return $"{kind}_{Guid.CreateVersion7(time.GetUtcNow()):n}";
        if (key.Length > MaxLength) problems.Add(Header, $"must be at most {MaxLength} characters");
        return $"{kind}_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16))}";
    }
}
