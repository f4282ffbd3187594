namespace CallQueue.Calls;

/// <summary>
/// Our states in the words of the existing apps' calls family [X8]. The one table of this dialect; a test goes through
/// every cell.
/// </summary>
internal static class CallWords
{
    public const string Queued = "queued";
    public const string Scheduled = "scheduled";
    public const string Cancelled = "cancelled";

    /// <summary>The word for a call or an attempt. <paramref name="outcome"/> counts once it has ended.</summary>
    public static string Of(CallStatus status, Outcome? outcome) => status switch
    {
        CallStatus.Ready => Queued,
        CallStatus.Delayed => Scheduled,
        CallStatus.Dialing => "dialing",
        // The person may be ringing: it is neither waiting nor over until the carrier says so.
        CallStatus.Unknown => "dialing",
        // Waiting at the carrier is no longer waiting in our queue.
        CallStatus.Queued => "dialing",
        CallStatus.Ringing => "ringing",
        CallStatus.InProgress => "in_progress",
        CallStatus.Ended => Of(outcome ?? throw new ArgumentNullException(nameof(outcome))),
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>The word for an end.</summary>
    public static string Of(Outcome outcome) => outcome switch
    {
        Outcome.Completed => "completed",
        Outcome.Busy => "busy",
        Outcome.NoAnswer => "no_answer",
        Outcome.Failed => "failed",
        Outcome.Canceled => Cancelled,
        Outcome.Rejected => "rejected",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };
}
