namespace CallQueue.Carriers;

/// <summary>One dial. <paramref name="Attempt"/> goes into every callback URL, so that any webhook proves which dial it belongs to.</summary>
/// <param name="Attempt">Which dial of which call this is.</param>
/// <param name="To">The person's number.</param>
/// <param name="From">The caller id; null for the account's own number.</param>
/// <param name="Script">What happens when the person answers.</param>
/// <param name="RingTimeout">How long it may ring.</param>
/// <param name="MaxDuration">How long the whole call may last after the answer.</param>
/// <param name="SendBefore">The create request must not be sent after this instant (UTC): from then on it counts as never sent.</param>
public sealed record DialRequest(
    AttemptRef Attempt,
    PhoneNumber To,
    PhoneNumber? From,
    CallScript Script,
    TimeSpan RingTimeout,
    TimeSpan MaxDuration,
    DateTimeOffset SendBefore)
{
    /// <summary>From the stored intent to the latest moment at which a create request leaves.</summary>
    public static TimeSpan LongestSend => CallQueueOptions.SendWithin;

    /// <summary>Nobody looks at the call while it is live: the carrier need not report that it rings, or is answered. Its end is always reported.</summary>
    public bool NoProgress { get; init; }

    /// <summary>Whether the carrier listens for a machine, and what follows; null: it does not.</summary>
    public MachineDetection? Machine { get; init; }
}

/// <summary>Which dial: call, attempt number (1 is the first) and a token unique to this dial.</summary>
public sealed record AttemptRef(CallId Call, int Number, string Token);
