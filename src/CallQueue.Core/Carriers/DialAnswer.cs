namespace CallQueue.Carriers;

/// <summary>The carrier's answer to one create request.</summary>
public abstract record DialAnswer
{
    private DialAnswer() { }

    /// <summary>Placed, or queued at the carrier.</summary>
    public sealed record Accepted(CarrierCallId Call) : DialAnswer;

    /// <summary>Refused permanently, because of this number or request; dialing it again would fail again.</summary>
    public sealed record Rejected(Outcome Outcome, string Reason) : DialAnswer;

    /// <summary>Certainly not placed, and worth trying again: too many requests, or never connected.</summary>
    /// <param name="RetryAfter">The delay that the carrier asked for; null without one.</param>
    /// <param name="Throttled">True when the carrier asked the whole account to slow down (429), not only this call.</param>
    public sealed record TryLater(string Reason, TimeSpan? RetryAfter = null, bool Throttled = false) : DialAnswer;

    /// <summary>Certainly not placed, and no other call on this account would be either: wrong credentials, no funds.</summary>
    /// <param name="Reason">The carrier's code and our words for it.</param>
    public sealed record TrunkStopped(string Reason) : DialAnswer
    {
        /// <summary>Only the calls of this business would not be placed: the carrier rejects the caller id that it uses.</summary>
        public bool OnlyThisBusiness { get; init; }
    }

    /// <summary>The answer was lost or is ambiguous (timeout after sending, 5xx): the person may be ringing.</summary>
    public sealed record Unknown(string Reason) : DialAnswer;
}
