using CallQueue.Problems;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Requests;

/// <summary>Which business a request is about: its header or its field says; the default one when neither does [X18].</summary>
internal static class Tenant
{
    public const string Header = "X-Business-Id";
    public const string Field = "business_id";

    /// <summary>The business; null after adding what is wrong to <paramref name="problems"/>.</summary>
    /// <param name="field">What the body or the query says; null when it says nothing.</param>
    public static BusinessId? Of(HttpRequest request, string? field, FieldProblems problems)
    {
        string? header = request.Headers[Header] is [{ Length: > 0 } value, ..] ? value : null;
        string name = header is null ? Field : Header;
        if (header is not null && field is not null && header != field)
        {
            problems.Add(Field, $"is not what the header {Header} says");
            return null;
        }

        if ((header ?? field) is not { } text) return BusinessId.Default;
        if (Identifier.IsValid(text, out string? problem)) return new BusinessId(text);
        problems.Add(name, problem);
        return null;
    }

    /// <summary>The business of a request without body: header or query.</summary>
    public static BusinessId? Of(HttpRequest request, FieldProblems problems) =>
        Of(request, request.Query[Field] is [{ Length: > 0 } value, ..] ? value : null, problems);
}
