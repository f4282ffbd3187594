namespace CallQueue.Calls;

/// <summary>
/// The state of a call in the words of each family of endpoints [X8], derived from our one state. The only table of this
/// kind; a test covers every cell.
/// </summary>
/// <param name="Outbound">[S0]: queued, inflight, completed, failed, and <c>cancelled</c> in that system's spelling.</param>
/// <param name="Job">[S1]: waiting, delayed, active, completed, failed.</param>
/// <param name="Call">[S2, S3]: the carrier's status, with underscores.</param>
/// <param name="Rq">[S4]: queued, scheduled, started, finished, failed.</param>
/// <param name="Progress">[S1]: the progress in percent.</param>
internal sealed record StateWords(string Outbound, string Job, string Call, string Rq, int Progress)
{
    public static StateWords Ready { get; } = new("queued", "waiting", "queued", "queued", 0);

    public static StateWords Delayed { get; } = new("queued", "delayed", "scheduled", "scheduled", 0);

    private static readonly StateWords Canceled = new("cancelled", "failed", "canceled", "failed", 100);

    private static readonly StateWords Dialing = new("inflight", "active", "dialing", "started", 25);

    /// <summary>The words for a call or an attempt. <paramref name="outcome"/> counts once it has ended.</summary>
    public static StateWords Of(CallStatus status, Outcome? outcome) => status switch
    {
        CallStatus.Ready => Ready,
        CallStatus.Delayed => Delayed,
        CallStatus.Dialing => Dialing,
        // The phone may be ringing: the call is neither waiting nor ended until the carrier reports it.
        CallStatus.Unknown => Dialing,
        // Waiting at the carrier is no longer waiting in our queue.
        CallStatus.Queued => Dialing,
        CallStatus.Ringing => new("inflight", "active", "ringing", "started", 50),
        CallStatus.InProgress => new("inflight", "active", "in_progress", "started", 75),
        CallStatus.Ended => Of(outcome ?? throw new ArgumentNullException(nameof(outcome))),
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>The words for an outcome.</summary>
    public static StateWords Of(Outcome outcome) => outcome switch
    {
        Outcome.Completed => new("completed", "completed", "completed", "finished", 100),
        Outcome.Busy => Failed("busy"),
        Outcome.NoAnswer => Failed("no_answer"),
        Outcome.Failed => Failed("failed"),
        Outcome.Canceled => Canceled,
        Outcome.Rejected => Failed("rejected"),
        Outcome.Expired => Failed("expired"),
        Outcome.Blocked => Failed("blocked"),
        Outcome.Voicemail => Failed("voicemail"),
        Outcome.NoAgent => Failed("no_agent"),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    private static StateWords Failed(string word) => new("failed", "failed", word, "failed", 100);
}
