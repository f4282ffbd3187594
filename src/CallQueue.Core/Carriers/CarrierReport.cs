using System.Text.Json.Serialization;

namespace CallQueue.Carriers;

/// <summary>
/// A carrier's report of one of its calls, in our words, from a webhook or a lookup. Only <paramref name="Status"/>
/// moves an attempt, and only forward.
/// </summary>
/// <param name="Call">The carrier's id.</param>
/// <param name="Status">The state of the call.</param>
/// <param name="Outcome">How it ended; null until <see cref="CarrierStatus.Ended"/>.</param>
/// <param name="Reason">The carrier's own word or code for it, for people; null without one.</param>
/// <param name="Retryable">False when the carrier's cause makes a retry useless (number does not exist).</param>
/// <param name="Duration">Talk time when known.</param>
/// <param name="AnsweredBy">The verdict of machine detection, a word of <see cref="Carriers.AnsweredBy"/>; null without one.</param>
/// <param name="RecordingUrl">The recording's address; null when there is none (yet).</param>
public sealed record CarrierReport(
    CarrierCallId Call,
    CarrierStatus Status,
    Outcome? Outcome = null,
    string? Reason = null,
    bool Retryable = true,
    TimeSpan? Duration = null,
    string? AnsweredBy = null,
    string? RecordingUrl = null)
{
    /// <summary>The carrier's own word or code for the outcome, at most <see cref="CarrierText.LongestReason"/> characters.</summary>
    public string? Reason { get; init => field = CarrierText.Reason(value); } = CarrierText.Reason(Reason);

    /// <summary>The machine-detection verdict, at most <see cref="CarrierText.LongestWord"/> characters.</summary>
    public string? AnsweredBy { get; init => field = CarrierText.Word(value); } = CarrierText.Word(AnsweredBy);

    /// <summary>News of the call's recording; null without any.</summary>
    public CarrierRecording? Recording { get; init; }

    /// <summary>A voice agent took the call; false: it was asked to, and did not. Null: no news of that.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public bool? AgentMet { get; init; }

    /// <summary>The recording's address; null when there is none, or when it has more than <see cref="CarrierText.LongestUrl"/> characters.</summary>
    public string? RecordingUrl { get; init => field = CarrierText.Url(value); } = CarrierText.Url(RecordingUrl);
}

/// <summary>A report from a webhook, with the attempt in its callback URL or in its metadata.</summary>
/// <param name="Carrier">The name of the carrier whose webhook it was; null when unknown.</param>
public sealed record CarrierEvent(AttemptRef Attempt, CarrierReport Report, string? Carrier = null)
{
    /// <summary>
    /// It comes from an agent provider beside the carrier that dials. An end that it reports counts once the carrier confirms it: the agent may
    /// have left a call that goes on, and its slot must not be lent to another.
    /// </summary>
    public bool IsOfProvider { get; init; }

    /// <summary>Whether it can be about an attempt through <paramref name="trunk"/>: a carrier reports its own calls only.</summary>
    public bool IsAbout(TrunkId trunk) => Carrier is null || trunk.Value.StartsWith(Carrier + ":", StringComparison.Ordinal);
}

/// <summary>The state of a placed call, in the order of its life.</summary>
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
