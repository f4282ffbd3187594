namespace CallQueue.Runs;

/// <summary>What was dialed and answered so far. Versions before 0.2 did not count it.</summary>
/// <param name="Dialed">Create requests that carriers received, of all attempts.</param>
/// <param name="Answered">Ends of calls that somebody, or a machine, had answered.</param>
/// <param name="TalkSeconds">Seconds of conversation of the calls that have ended, each rounded.</param>
public sealed record DialCounts(long Dialed, long Answered, long TalkSeconds)
{
    /// <summary>Nothing was dialed.</summary>
    public static DialCounts Zero { get; } = new(0, 0, 0);
}
