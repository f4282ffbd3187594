namespace CallQueue.Carriers;

/// <summary>
/// What a carrier says of one of its calls, in our words, from a webhook or a lookup. Only <paramref name="Status"/>
/// moves an attempt, and only forward.
/// </summary>
/// <param name="Call">The carrier's id.</param>
/// <param name="Status">Where the call stands.</param>
/// <param name="Outcome">How it ended; null until <see cref="CarrierStatus.Ended"/>.</param>
/// <param name="Reason">The carrier's own word or code for it, for people; null when it said none.</param>
/// <param name="Retryable">False when the carrier's cause says that calling again is useless (number does not exist).</param>
/// <param name="Duration">Talk time when known.</param>
/// <param name="AnsweredBy">The machine-detection verdict in the carrier's words; null when not asked.</param>
/// <param name="RecordingUrl">Where the recording can be had; null when there is none (yet).</param>
public sealed record CarrierReport(
    CarrierCallId Call,
    CarrierStatus Status,
    Outcome? Outcome = null,
    string? Reason = null,
    bool Retryable = true,
    TimeSpan? Duration = null,
    string? AnsweredBy = null,
    string? RecordingUrl = null);

/// <summary>A report that came by webhook, with the attempt that its callback URL, or what it carried along, named.</summary>
/// <param name="Carrier">The name of the carrier whose webhook it was; null when that is not known.</param>
public sealed record CarrierEvent(AttemptRef Attempt, CarrierReport Report, string? Carrier = null)
{
    /// <summary>Whether it can speak of an attempt through <paramref name="trunk"/>: a carrier tells of its own calls only.</summary>
    public bool IsAbout(TrunkId trunk) => Carrier is null || trunk.Value.StartsWith(Carrier + ":", StringComparison.Ordinal);
}

/// <summary>Where a placed call stands, in the order of its life.</summary>
public enum CarrierStatus
{
    /// <summary>Accepted; not ringing yet.</summary>
    Queued,

    /// <summary>Ringing at the person's end.</summary>
    Ringing,

    /// <summary>Answered, by a person or a machine.</summary>
    InProgress,

    /// <summary>Over; nothing comes after it.</summary>
    Ended,
}
