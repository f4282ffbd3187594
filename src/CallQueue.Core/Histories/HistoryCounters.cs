namespace CallQueue.Histories;

/// <summary>The counters that a history follows, of everything so far; <see cref="Live"/> and <see cref="Waiting"/> are of now.</summary>
internal sealed record HistoryCounters
{
    public static HistoryCounters Zero { get; } = new();

    public long Submitted { get; init; }

    public long Dialed { get; init; }

    public long Answered { get; init; }

    public long TalkSeconds { get; init; }

    public long Live { get; init; }

    public long Waiting { get; init; }

    /// <summary>Calls that have ended, in the order of <see cref="Outcome"/>; outcomes at the end may be missing.</summary>
    public IReadOnlyList<long> Ended { get; init; } = [];
}
