namespace CallQueue.Schedules;

/// <summary>A schedule's root record.</summary>
internal sealed record ScheduleRoot
{
    /// <summary>How many occurrences that were submitted are remembered [S2.32].</summary>
    public const int MostFired = 10;

    /// <summary>How many that were left out or refused are, apart from those: a long row of failures hides no success [S2.32].</summary>
    public const int MostUnfired = 50;

    public required ScheduleSpec Spec { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The expression as an earlier version stored it, where it would mean something else today; null else.</summary>
    public string? EarlierCron { get; init; }

    public bool Paused { get; init; }

    /// <summary>The next occurrence that has not come; null while paused, or when none ever comes.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>Due occurrences whose submission is not confirmed yet, in order.</summary>
    public IReadOnlyList<PendingOccurrence> Pending { get; init; } = [];

    /// <summary>How the last ones went, the newest first.</summary>
    public IReadOnlyList<Occurrence> Results { get; init; } = [];

    /// <summary>Names of fired occurrences that may not have ended, the newest first.</summary>
    public IReadOnlyList<string> Open { get; init; } = [];

    /// <summary>When it was last triggered manually: two manual runs never share a name.</summary>
    public DateTimeOffset? RunAt { get; init; }

    /// <summary>Being deleted: it no longer exists for callers, and its name will be removed from the directory.</summary>
    public bool Deleted { get; init; }
}

/// <summary>An occurrence that is to be submitted.</summary>
/// <param name="At">When it was due, or triggered manually.</param>
internal sealed record PendingOccurrence(DateTimeOffset At, bool IsManual = false);
