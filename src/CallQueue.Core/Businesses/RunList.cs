using CallQueue.Runs;

namespace CallQueue.Businesses;

/// <summary>A page of a business's runs: those that have not ended, then those that have, the newest first.</summary>
/// <param name="Start">How many to leave out: 0 begins at the first.</param>
/// <param name="Count">How many to give at most: 1 to 1,000.</param>
public sealed record ListRuns(long Start, int Count)
{
    /// <summary>Only runs in one of these states; null: in any.</summary>
    public IReadOnlyList<RunStatus>? Statuses { get; init; }

    /// <summary>Only runs that ended at this instant or later, or have not ended; null: no limit.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only runs that ended before this instant; null: no limit.</summary>
    public DateTimeOffset? To { get; init; }
}

/// <summary>Runs at one moment.</summary>
/// <param name="Total">How many match in all.</param>
public sealed record RunList(IReadOnlyList<ListedRun> Runs, long Total);

/// <summary>A run as its business stores it.</summary>
/// <param name="EndedAt">Null while it has not ended.</param>
public sealed record ListedRun(string Name, RunStatus Status, DateTimeOffset? EndedAt)
{
    /// <summary>Its progress; null for a run that has ended, of which its own record has it.</summary>
    public RunSnapshot? Progress { get; init; }
}
