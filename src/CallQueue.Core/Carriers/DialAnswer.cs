namespace CallQueue.Carriers;

/// <summary>The carrier's answer to one create request.</summary>
public abstract record DialAnswer
{
    private DialAnswer() { }

    /// <summary>Placed, or queued at the carrier.</summary>
    public sealed record Accepted(CarrierCallId Call) : DialAnswer;

    /// <summary>Refused permanently, because of this number or request; dialing it again would fail again.</summary>
    public sealed record Rejected(Outcome Outcome, string Reason) : DialAnswer
    {
        /// <summary>At most <see cref="CarrierText.LongestReason"/> characters.</summary>
        public string Reason { get; init => field = CarrierText.Reason(value)!; } = CarrierText.Reason(Reason)!;

        /// <summary>The carrier refuses the caller id, not the person's number or the request: another caller id may be accepted.</summary>
        public bool IsOfCallerId { get; init; }
    }

    /// <summary>Why the carrier refuses the caller id, whoever is called; null when the answer is about something else.</summary>
    internal string? RefusedCallerId => this switch
    {
        Rejected { IsOfCallerId: true } rejected => rejected.Reason,
        TrunkStopped { OnlyThisBusiness: true } stopped => stopped.Reason,
        _ => null,
    };

    /// <summary>Certainly not placed, and worth trying again: too many requests, or never connected.</summary>
    /// <param name="RetryAfter">The delay that the carrier asked for; null without one.</param>
    /// <param name="Throttled">True when the carrier asked the whole account to slow down (429), not only this call.</param>
    public sealed record TryLater(string Reason, TimeSpan? RetryAfter = null, bool Throttled = false) : DialAnswer
    {
        /// <summary>Not placed because the carrier refuses the caller id, a number of a pool: the next dial shows another one.</summary>
        internal bool IsCallerIdRefused { get; init; }

        /// <summary>At most <see cref="CarrierText.LongestReason"/> characters.</summary>
        public string Reason { get; init => field = CarrierText.Reason(value)!; } = CarrierText.Reason(Reason)!;
    }

    /// <summary>Certainly not placed, and no other call on this account would be either: wrong credentials, no funds.</summary>
    /// <param name="Reason">The carrier's code and our words for it.</param>
    public sealed record TrunkStopped(string Reason) : DialAnswer
    {
        /// <summary>The carrier's code and our words for it, at most <see cref="CarrierText.LongestReason"/> characters.</summary>
        public string Reason { get; init => field = CarrierText.Reason(value)!; } = CarrierText.Reason(Reason)!;

        /// <summary>Only the calls of this business would not be placed: the carrier rejects the caller id that it uses.</summary>
        public bool OnlyThisBusiness { get; init; }
    }

    /// <summary>The answer was lost or is ambiguous (timeout after sending, 5xx): the person may be ringing.</summary>
    public sealed record Unknown(string Reason) : DialAnswer
    {
        /// <summary>At most <see cref="CarrierText.LongestReason"/> characters.</summary>
        public string Reason { get; init => field = CarrierText.Reason(value)!; } = CarrierText.Reason(Reason)!;
    }
}
