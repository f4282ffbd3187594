namespace CallQueue.Calls;

/// <summary>A recording of a business's call can be heard.</summary>
/// <param name="Call">The call's name.</param>
/// <param name="Attempt">Which dial of it was recorded; 1 is the first.</param>
/// <param name="At">When the carrier said so (UTC).</param>
/// <param name="Seconds">How long it is; null when the carrier did not say.</param>
public sealed record RecordingNotice(string Call, int Attempt, DateTimeOffset At, double? Seconds)
{
    /// <summary>Whom the call was to reach: for the erasure of a number.</summary>
    public PhoneNumber? To { get; init; }
}
