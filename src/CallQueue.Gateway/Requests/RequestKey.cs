using System.Security.Cryptography;
using System.Text;
using CallQueue.Problems;
using CallQueue.Validation;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Requests;

/// <summary>Names for what a request makes: its own choice, else from its Idempotency-Key [X13], else new.</summary>
internal static class RequestKey
{
    public const string Header = "Idempotency-Key";
    public const int MaxLength = 256;

    public static FieldProblem TooLong { get; } = new(Header, $"must be at most {MaxLength} characters");

    public static FieldProblem UsedOtherwise { get; } = new(Header, "was used for another request; choose a new one for each");

    /// <summary>A new name of the form <c>kind_…</c>. Made names never look like a call of a run.</summary>
    public static string NewName(string kind, TimeProvider time) => $"{kind}_{Guid.CreateVersion7(time.GetUtcNow()):n}";

    /// <summary>The name that the request's key makes, the same for the same key; null when it has none.</summary>
    public static string? Name(HttpRequest request, string kind, FieldProblems problems)
    {
        if (request.Headers[Header] is not [{ Length: > 0 } key, ..]) return null;
        if (key.Length > MaxLength) problems.Add(TooLong.Field, TooLong.Problem);
        return $"{kind}_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16))}";
    }
}
