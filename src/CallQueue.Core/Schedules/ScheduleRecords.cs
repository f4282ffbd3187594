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

    public bool Paused { get; init; }

    /// <summary>The next occurrence that has not come; null while paused, or when none ever comes.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>Occurrences that have come and are not known to have reached the business, in the order in which they go.</summary>
    public IReadOnlyList<PendingOccurrence> Pending { get; init; } = [];

    /// <summary>How the last ones went, the newest first.</summary>
    public IReadOnlyList<Occurrence> Results { get; init; } = [];

    /// <summary>Names of fired ones that are not known to have ended, the newest first.</summary>
    public IReadOnlyList<string> Open { get; init; } = [];

    /// <summary>When it was last run by hand: no two of those share a name.</summary>
    public DateTimeOffset? RunAt { get; init; }

    /// <summary>Being deleted: it no longer exists for anybody, and its name is about to leave the directory.</summary>
    public bool Deleted { get; init; }
}

/// <summary>An occurrence that is to be submitted.</summary>
/// <param name="At">When it was due, or asked for by hand.</param>
internal sealed record PendingOccurrence(DateTimeOffset At, bool IsManual = false);
