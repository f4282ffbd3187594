using System.Globalization;
using CallQueue.Inputs;
using CallQueue.Problems;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Requests;

/// <summary>Times in the query. A day is its first instant in UTC.</summary>
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
        if (InstantText.Parse(text.Replace(' ', '+')) is { } at) return at;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)) return new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        problems.Add(name, $"{InstantText.Problem}, or a day such as 2026-01-31{ShownValue.Got(text)}");
        return null;
    }
}
