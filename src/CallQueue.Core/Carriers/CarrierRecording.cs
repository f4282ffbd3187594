namespace CallQueue.Carriers;

/// <summary>A carrier's notice about the recording of a call.</summary>
/// <param name="State">Whether it can be heard.</param>
/// <param name="Id">The carrier's id of the recording, at most <see cref="CarrierText.LongestId"/> characters; null when there is none.</param>
/// <param name="Duration">How long it is, in whole seconds; null when unknown.</param>
public sealed record CarrierRecording(RecordingState State, string? Id = null, TimeSpan? Duration = null)
{
    /// <summary>The carrier's id of the recording.</summary>
    public string? Id { get; init => field = CarrierText.RecordingId(value); } = CarrierText.RecordingId(Id);
}

/// <summary>The state of a recording.</summary>
public enum RecordingState
{
    /// <summary>It can be heard.</summary>
    Ready,

    /// <summary>The call was not recorded, since it had no sound, or was too short.</summary>
    Absent,

    /// <summary>The carrier could not record it.</summary>
    Failed,
}
