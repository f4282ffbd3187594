namespace CallQueue.Businesses;

/// <summary>The latest dial of a number within the business's span for the same people (<see cref="BusinessSettings.RecentlyCalled"/>).</summary>
/// <param name="Run">The run's name; null for a call submitted alone.</param>
/// <param name="At">When it was dialed (UTC), to the second; for a call that is being dialed now, when that began.</param>
public sealed record RecentDial(PhoneNumber Number, string? Run, DateTimeOffset At);

/// <summary>Which of these numbers were called lately?</summary>
/// <param name="Numbers">Sent as they are: normalized. At most <see cref="MostAtOnce"/>.</param>
/// <param name="ExceptRun">Dials of this run do not count: a run that continues calls nobody twice. Null: all count.</param>
public sealed record FindRecentDials(IReadOnlyList<PhoneNumber> Numbers, string? ExceptRun = null)
{
    /// <summary>Numbers that one question may hold. The dials of the whole span are read once for each question.</summary>
    public const int MostAtOnce = 250_000;
}
