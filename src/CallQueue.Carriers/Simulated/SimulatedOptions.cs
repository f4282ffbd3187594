namespace CallQueue.Carriers.Simulated;

/// <summary>How the simulated carrier behaves. All ranges include both ends.</summary>
public sealed record SimulatedOptions
{
    /// <summary>How calls end, and how often. Default: 70 of 100 completed, 15 no_answer, 8 busy, 5 failed, 2 rejected; voicemail, which is a machine that answers, never.</summary>
    public OutcomeMix Outcomes { get; init; } = OutcomeMix.Default;

    /// <summary>The ring time until a call is answered, busy or declined. Default 2 to 8 s; no_answer rings for the whole ring timeout.</summary>
    public TimeRange Ring { get; init; } = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(8));

    /// <summary>How long a conversation lasts, at most the call's maximum duration. Default 5 to 60 s.</summary>
    public TimeRange Talk { get; init; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60));

    /// <summary>Divides ring times (also of unanswered calls) and conversations by this factor: above zero, default 1.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>The same seed gives each number and attempt the same fate in every run. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// The file in which the carrier remembers its calls, as a real carrier outlives our process. Null: in memory only.
    /// One process per file.
    /// </summary>
    public string? LedgerPath { get; init; }

    /// <summary>Calls that ended longer ago are no longer found. Default 24 h.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromHours(24);

    /// <summary>First wait before an event that its receiver refused is delivered again; doubles up to 30 s. Default 500 ms.</summary>
    public TimeSpan RedeliverAfter { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>See <see cref="ICarrier.AbsenceBelievedAfter"/>. Default 5 s: the ledger has no lag.</summary>
    public TimeSpan AbsenceBelievedAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// For benchmarks: every call completes at once with a single event, nothing rings, nothing is remembered.
    /// Default false.
    /// </summary>
    public bool Instant { get; init; }

    /// <summary>Why these options can't be used; null when they can.</summary>
    public string? FindProblem() => this switch
    {
        { Ring: { IsValid: false } } => "the simulated ring time must be a range from a shorter to a longer time, both at least zero",
        { Talk: { IsValid: false } } => "the simulated talk time must be a range from a shorter to a longer time, both at least zero",
        _ when !(Speed > 0 && double.IsFinite(Speed)) => "the simulated carrier's speed must be above zero",
        _ when RedeliverAfter <= TimeSpan.Zero => "the simulated carrier's redelivery wait must be above zero",
        _ when Retention < TimeSpan.Zero || AbsenceBelievedAfter < TimeSpan.Zero => "the simulated carrier's times must not be below zero",
        _ => null,
    };
}

/// <summary>From a shortest to a longest time, both included.</summary>
public readonly record struct TimeRange(TimeSpan Shortest, TimeSpan Longest)
{
    internal bool IsValid => Shortest >= TimeSpan.Zero && Longest >= Shortest;

    // Whole milliseconds, as the ledger keeps them.
    internal TimeSpan At(double share) =>
        TimeSpan.FromMilliseconds((long)(Shortest + ((Longest - Shortest) * share)).TotalMilliseconds);
}
