namespace CallQueue.Carriers;

/// <summary>The carrier's answer to a hang-up.</summary>
public abstract record HangUpAnswer
{
    private HangUpAnswer() { }

    /// <summary>The call has ended, and no webhook need follow (a call canceled in the carrier's queue sends none).</summary>
    public sealed record Ended(CarrierReport Report) : HangUpAnswer;

    /// <summary>The carrier is ending it; its webhook reports the end.</summary>
    public sealed record Ending : HangUpAnswer;

    /// <summary>The carrier can't say; ask again.</summary>
    public sealed record Unknown(string Reason) : HangUpAnswer
    {
        /// <summary>At most <see cref="CarrierText.LongestReason"/> characters.</summary>
        public string Reason { get; init => field = CarrierText.Reason(value)!; } = CarrierText.Reason(Reason)!;
    }
}
