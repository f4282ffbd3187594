namespace CallQueue.Carriers;

/// <summary>The carrier's answer to leaving a message on a machine.</summary>
public abstract record MessageAnswer
{
    private MessageAnswer() { }

    /// <summary>The carrier speaks it, and ends the call after it.</summary>
    public sealed record Speaking : MessageAnswer;

    /// <summary>Certainly not spoken: the call is over, or the carrier rejects the text.</summary>
    public sealed record Refused(string Reason) : MessageAnswer
    {
        /// <summary>At most <see cref="CarrierText.LongestReason"/> characters.</summary>
        public string Reason { get; init => field = CarrierText.Reason(value)!; } = CarrierText.Reason(Reason)!;
    }

    /// <summary>The carrier can't say; ask again. A message that it speaks already begins anew.</summary>
    public sealed record Unknown(string Reason) : MessageAnswer
    {
        /// <summary>At most <see cref="CarrierText.LongestReason"/> characters.</summary>
        public string Reason { get; init => field = CarrierText.Reason(value)!; } = CarrierText.Reason(Reason)!;
    }
}
