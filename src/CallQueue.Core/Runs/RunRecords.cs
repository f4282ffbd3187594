namespace CallQueue.Runs;

/// <summary>A run's root record. Results are on pages of <see cref="PageLength"/> calls each, by index.</summary>
internal sealed record RunRoot
{
    /// <summary>Calls per result page.</summary>
    public const int PageLength = 256;

    public required int Total { get; init; }

    public required string Fingerprint { get; init; }

    public string? Data { get; init; }

    public RunStatus Status { get; init; }

    public CallCounts Counts { get; init; } = CallCounts.Zero;

    /// <summary>What was dialed and answered so far; null: nothing.</summary>
    public DialCounts? Dials { get; init; }

    public long Stamp { get; init; }

    /// <summary>How many people are kept as they were submitted; fewer than <see cref="Total"/> in what versions before 0.2 stored.</summary>
    public int People { get; init; }

    /// <summary>The pages that they are on.</summary>
    public int PeoplePages { get; init; }

    /// <summary>Ends recorded on pages.</summary>
    public long Ends { get; init; }
}
