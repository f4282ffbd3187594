using CallQueue.Access;
using CallQueue.Problems;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Requests;

/// <summary>
/// Which business a request is about: its header or its field says; when neither does, it is the one that the sender's key
/// opens, or for operators the default one [X18].
/// </summary>
internal static class Tenant
{
    public const string Header = "X-Business-Id";
    public const string Field = "business_id";

    /// <summary>The business; null after adding what is wrong to <paramref name="problems"/>.</summary>
    /// <param name="field">What the path, the body or the query says; null when it says nothing.</param>
    /// <exception cref="NoSuchBusinessException">It is not the sender's: answered with 404.</exception>
    public static BusinessId? Of(HttpRequest request, string? field, FieldProblems problems)
    {
        BusinessId? own = request.HttpContext.Caller().Business;
        string? header = InHeader(request), query = InQuery(request);
        string name = header is null ? Field : Header;
        string[] said = [.. new[] { header, field, query }.OfType<string>().Distinct(StringComparer.Ordinal)];
        if (said.Length > 1)
        {
            problems.Add(Field, $"is one thing here and another there: header {Header}, path, body and query must agree");
            return null;
        }

        if (said is not [{ } text]) return own ?? BusinessId.Default;
        if (!Identifier.IsValid(text, out string? problem))
        {
            problems.Add(name, problem);
            return null;
        }

        var business = new BusinessId(text);
        return own is null || own == business ? business : throw new NoSuchBusinessException(text);
    }

    /// <summary>The business of a request without body: header or query.</summary>
    /// <exception cref="NoSuchBusinessException">It is not the sender's: answered with 404.</exception>
    public static BusinessId? Of(HttpRequest request, FieldProblems problems) => Of(request, InQuery(request), problems);

    /// <summary>What header or query say, as they say it.</summary>
    public static string? Named(HttpRequest request) => InHeader(request) ?? InQuery(request);

    private static string? InHeader(HttpRequest request) => request.Headers[Header] is [{ Length: > 0 } value, ..] ? value : null;

    private static string? InQuery(HttpRequest request) => request.Query[Field] is [{ Length: > 0 } value, ..] ? value : null;
}
