using System.Security.Cryptography;
using System.Text;
using CallQueue.Problems;
using CallQueue.Validation;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Requests;

/// <summary>Names for what a request creates: the chosen one, else one from its Idempotency-Key [X13], else a new one.</summary>
internal static class RequestKey
{
    public const string Header = "Idempotency-Key";
    public const int MaxLength = 256;

    public static FieldProblem TooLong { get; } = new(Header, $"must be at most {MaxLength} characters");

    public static FieldProblem UsedOtherwise { get; } = new(Header, "was already used for a different request; use a new key for each request");

    /// <summary>A new name of the form <c>kind_…</c>. Generated names never look like a call of a run.</summary>
    public static string NewName(string kind, TimeProvider time) => $"{kind}_{Guid.CreateVersion7(time.GetUtcNow()):n}";

    /// <summary>The name derived from the request's key, the same for the same key; null when it has no key.</summary>
    public static string? Name(HttpRequest request, string kind, FieldProblems problems)
    {
        if (request.Headers[Header] is not [{ Length: > 0 } key, ..]) return null;
        if (key.Length > MaxLength) problems.Add(TooLong.Field, TooLong.Problem);
        return $"{kind}_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16))}";
    }
}
