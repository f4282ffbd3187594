using CallQueue.Inputs;
using CallQueue.Problems;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Requests;

/// <summary>Times in the query.</summary>
internal static class QueryTime
{
    /// <summary><c>from</c> (inclusive) and <c>to</c> (exclusive); null where absent or, after adding the problem to <paramref name="problems"/>, invalid.</summary>
    public static (DateTimeOffset? From, DateTimeOffset? To) Span(HttpRequest request, FieldProblems problems)
    {
        (DateTimeOffset? from, DateTimeOffset? to) = (Read(request, "from", problems), Read(request, "to", problems));
        if (from >= to) problems.Add("to", "must be after from");
        return (from, to);
    }

    private static DateTimeOffset? Read(HttpRequest request, string name, FieldProblems problems)
    {
        if (request.Query[name] is not [{ Length: > 0 } text, ..]) return null;

        // A plus that was not escaped arrives as a space.
        DateTimeOffset? at = InstantText.Parse(text.Replace(' ', '+'));
        if (at is null) problems.Add(name, $"{InstantText.Problem}{ShownValue.Got(text)}");
        return at;
    }
}
