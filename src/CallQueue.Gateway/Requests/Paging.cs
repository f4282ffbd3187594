using System.Globalization;
using CallQueue.Businesses;
using CallQueue.Problems;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Requests;

/// <summary>
/// A page of a list, from the query: <c>start</c>, where the first is 0, and either <c>end</c>, which is inclusive
/// [X25], or <c>limit</c>. A page past the end of the list is empty, which is not an error.
/// </summary>
/// <param name="Count">1 to <see cref="Most"/>.</param>
internal readonly record struct Paging(long Start, int Count)
{
    /// <summary>The most items of one answer.</summary>
    public const int Most = ListCalls.MostCount;

    /// <summary>The largest index.</summary>
    public const long Furthest = 1_000_000_000_000;

    /// <summary>The index of the last requested item.</summary>
    public long End => Start + Count - 1;

    /// <summary>The address of the next page; null when none does.</summary>
    /// <param name="query">The other parameters of the query, each with a trailing <c>&amp;</c>.</param>
    public string? Next(string path, string query, long total) =>
        Start + Count < total ? string.Create(CultureInfo.InvariantCulture, $"{path}?{query}start={Start + Count}&limit={Count}") : null;

    /// <summary>Reads it; null after adding the problems to <paramref name="problems"/>.</summary>
    /// <param name="usual">The default number of items.</param>
    public static Paging? Of(HttpRequest request, int usual, FieldProblems problems)
    {
        int before = problems.Count;
        long start = Number(request, "start", 0, problems) ?? 0;
        long? end = Number(request, "end", start, problems);
        long? limit = Number(request, "limit", 1, problems);
        long count = end is { } last ? Math.Min(last - start + 1, limit ?? long.MaxValue) : limit ?? usual;
        if (count > Most) problems.Add(limit is null ? "end" : "limit", string.Create(CultureInfo.InvariantCulture, $"asks for {count} items; at most {Most} are allowed"));
        return problems.Count == before ? new Paging(start, (int)count) : null;
    }

    private static long? Number(HttpRequest request, string name, long min, FieldProblems problems)
    {
        if (request.Query[name] is not [{ } text, ..]) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number >= min && number <= Furthest) return number;
        problems.Add(name, string.Create(CultureInfo.InvariantCulture, $"must be a whole number, at least {min}{ShownValue.Got(text)}"));
        return null;
    }
}
