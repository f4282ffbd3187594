using CallQueue.Access;
using CallQueue.Fields;
using CallQueue.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace CallQueue.Requests;

/// <summary>
/// The business of a request: from its header or its field; without both, the one that the sender's key
/// belongs to, or for operators the default one [X18].
/// </summary>
internal static class Tenant
{
    public const string Header = "X-Business-Id";
    public const string Field = "business_id";

    /// <summary>The field in a body.</summary>
    public static NameField InBody { get; } = new(Field)
    {
        Description = "The business of the request. The header X-Business-Id and the query may name it instead.", Without = "the key's own business; for operators, default",
    };

    /// <summary>The business; null after adding the problems to <paramref name="problems"/>.</summary>
    /// <param name="field">The value from the path, the body or the query; null without one.</param>
    /// <exception cref="NoSuchBusinessException">The sender has no access to it: answered with 404.</exception>
    public static BusinessId? Of(HttpRequest request, string? field, FieldProblems problems)
    {
        BusinessId? own = request.HttpContext.Caller().Business;
        string name = InHeader(request) is null ? Field : Header;

        // Also a header or a query parameter that comes twice: a proxy adds its own beside that of its client, and nobody knows which of them counts.
        string[] said = [.. All(request.Headers[Header]).Concat(All(request.Query[Field])).Append(field).OfType<string>().Distinct(StringComparer.Ordinal)];
        if (said.Length > 1)
        {
            problems.Add(Field, $"has different values in header {Header}, path, body and query ({string.Join(", ", said.Select(ShownValue.Of))}); send one of them");
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
    /// <exception cref="NoSuchBusinessException">The sender has no access to it: answered with 404.</exception>
    public static BusinessId? Of(HttpRequest request, FieldProblems problems) => Of(request, InQuery(request), problems);

    /// <summary>Acts on the business of the path, if the sender has access to it.</summary>
    /// <exception cref="NoSuchBusinessException">The sender has no access to it: answered with 404.</exception>
    public static async Task<IResult> InPathAsync(string id, HttpContext http, Func<BusinessId, Task<IResult>> act)
    {
        if (!Identifier.IsValid(id, out _)) return Refusals.NotFound("business", id);
        var problems = new FieldProblems();
        return Of(http.Request, id, problems) is { } business ? await act(business) : Refusals.Invalid(problems);
    }

    /// <summary>The value from header or query.</summary>
    public static string? Named(HttpRequest request) => InHeader(request) ?? InQuery(request);

    private static IEnumerable<string?> All(StringValues values) => values.Where(value => value is { Length: > 0 });

    private static string? InHeader(HttpRequest request) => request.Headers[Header] is [{ Length: > 0 } value, ..] ? value : null;

    private static string? InQuery(HttpRequest request) => request.Query[Field] is [{ Length: > 0 } value, ..] ? value : null;
}
