using System.Globalization;

namespace CallQueue.Businesses;

/// <summary>"The same people again": asks a business about any count of numbers, and says in one sentence what it answered.</summary>
public static class RecentDials
{
    private const int MostRuns = 3;

    /// <summary>The numbers that were called lately, with their latest dial, in the order of <paramref name="numbers"/>.</summary>
    /// <param name="business">Whose calls count.</param>
    /// <param name="numbers">Normalized.</param>
    /// <param name="exceptRun">Dials of this run do not count; null: all count.</param>
    public static async Task<IReadOnlyList<RecentDial>> FindAsync(IBusiness business, IEnumerable<PhoneNumber> numbers, string? exceptRun = null)
    {
        ArgumentNullException.ThrowIfNull(business);
        List<RecentDial> found = [];
        foreach (PhoneNumber[] part in numbers.Chunk(FindRecentDials.MostAtOnce))
            found.AddRange(await business.FindRecentDialsAsync(new FindRecentDials(part, exceptRun)));
        return found;
    }

    /// <summary>"2 of 3 were called in run spring on 2026-11-30 07:12 UTC"; the end of it says how to call them nevertheless.</summary>
    /// <param name="found">At least one.</param>
    /// <param name="total">People in the list.</param>
    public static string Describe(IReadOnlyList<RecentDial> found, int total)
    {
        ArgumentNullException.ThrowIfNull(found);
        List<(string? Run, int Count, DateTimeOffset At)> runs =
            [.. found.GroupBy(dial => dial.Run, StringComparer.Ordinal).Select(run => (run.Key, run.Count(), run.Max(dial => dial.At))).OrderByDescending(run => run.Item2)];
        string start = string.Create(CultureInfo.InvariantCulture, $"{found.Count:N0} of {total:N0} {(found.Count == 1 ? "was" : "were")} called");
        if (runs.Count == 1) return $"{start} {Where(runs[0].Run)} on {Clock(runs[0].At)}";
        IEnumerable<string> each = runs.Take(MostRuns).Select(run => string.Create(CultureInfo.InvariantCulture, $"{run.Count:N0} {Where(run.Run)} on {Clock(run.At)}"));
        int more = runs.Skip(MostRuns).Sum(run => run.Count);
        return $"{start}: {string.Join(", ", each)}{(more > 0 ? string.Create(CultureInfo.InvariantCulture, $", {more:N0} in other runs") : "")}";
    }

    /// <summary>One person: "was called in run spring on 2026-11-30 07:12 UTC".</summary>
    public static string Describe(RecentDial dial) => $"was called {Where((dial ?? throw new ArgumentNullException(nameof(dial))).Run)} on {Clock(dial.At)}";

    private static string Where(string? run) => run is null ? "by a single call" : $"in run {run}";

    private static string Clock(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
