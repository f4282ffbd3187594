using System.Text.Json.Serialization;
using CallQueue.Carriers;
using CallQueue.Evidence;
using CallQueue.Fences;
using CallQueue.Rates;

namespace CallQueue.Calls;

/// <summary>An order to keep under its id. <paramref name="Fingerprint"/> distinguishes the same request from another one with the same id.</summary>
/// <param name="Chosen">The id was chosen by its submitter, not made for it.</param>
public sealed record AcceptCall([property: JsonPropertyName("Order")] CallSpec Spec, string Fingerprint, bool Chosen = false);

/// <summary>What became of an <see cref="AcceptCall"/>.</summary>
public enum AcceptAnswer
{
    /// <summary>Kept; the Business is to queue it.</summary>
    New,

    /// <summary>Already stored, but it is unknown whether it was queued (a crash came in between).</summary>
    Unconfirmed,

    /// <summary>The same order was accepted before.</summary>
    Same,

    /// <summary>Another call has that id.</summary>
    Conflict,
}

/// <summary>Cancel a call that waits.</summary>
/// <param name="Number">Of its Business's leases: a lease under which nothing is dialed.</param>
/// <param name="IsWaiting">The Business has it as waiting, although it may not have a record.</param>
/// <param name="Spec">The spec, for a record that does not exist yet; null when it is not available.</param>
public sealed record CancelWaiting(long Number, bool IsWaiting, [property: JsonPropertyName("Order")] CallSpec? Spec = null);

/// <summary>What became of a <see cref="CancelWaiting"/>.</summary>
/// <param name="WasQueued">False: it was stored at submit, and it is unknown whether it was queued.</param>
/// <param name="Chosen">Its name was chosen by its submitter.</param>
/// <param name="Attempts">Attempts that were placed.</param>
/// <param name="WaitedUntil">When it was due; null for at once, or when that is no longer known.</param>
public sealed record CancelAnswer(
    CallVerbAnswer Answer, bool WasQueued = true, bool Chosen = false, int Attempts = 0, DateTimeOffset? WaitedUntil = null, PhoneNumber? To = null)
{
    /// <summary>Its end as results show it, with the person's name and ids; null unless the call ended by this.</summary>
    public LeaseEnd.Final? End { get; init; }
}

/// <summary>What became of opening a call again.</summary>
/// <param name="IsOpen">It waits to be queued again.</param>
/// <param name="Ended">How it had ended; null when it had not.</param>
/// <param name="Call">The state of the call; null when it has no record.</param>
public sealed record ReopenAnswer(bool IsOpen, Outcome? Ended, CallSnapshot? Call);

/// <summary>Dial under <paramref name="Lease"/>.</summary>
/// <param name="Spec">Null when the call already has its spec.</param>
/// <param name="TellDialed">The business has rate limits and must know when the carrier has the request.</param>
public sealed record StartCall(long Lease, [property: JsonPropertyName("Order")] CallSpec? Spec, bool TellDialed)
{
    /// <summary>Why it must not be dialed after all; null: it may.</summary>
    public string? Blocked { get; init; }

    /// <summary>It probes a stopped trunk: the trunk must know how the carrier answers.</summary>
    public bool Probe { get; init; }

    /// <summary>The trunk that it is dialed through; null: the only one.</summary>
    public TrunkId? Trunk { get; init; }

    /// <summary>The business has its own do-not-call list.</summary>
    public bool HasList { get; init; }

    /// <summary>How often the business may call one number; null: as often as it likes.</summary>
    public IReadOnlyList<RateRule>? Caps { get; init; }

    /// <summary>The operator's ceilings that apply to the dial; null: none.</summary>
    public DialLimits? Limits { get; init; }

    /// <summary>
    /// The call was never leased before, as far as the Business can tell, so it has no record: none is read. If there is one after all, storing the intent
    /// fails, nothing is dialed, and the request is repeated without this.
    /// </summary>
    public bool IsNew { get; init; }

    /// <summary>Nobody looks at the call while it is live, see <see cref="DialRequest.NoProgress"/>.</summary>
    public bool NoProgress { get; init; }

    /// <summary>The caller id of a call that has none of its own; null: the carrier account's number.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public PhoneNumber? From { get; init; }

    /// <summary><see cref="From"/> is a number of the business's pool: where the carrier refuses it, the call can be dialed with another one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public bool IsFromPool { get; init; }
}

/// <summary>A caller id that the carrier refused, and its words.</summary>
public sealed record RefusedCallerId(PhoneNumber Number, string Reason);

/// <summary>Take <paramref name="Lease"/> back.</summary>
/// <param name="Final">True: the run is stopped, so no retry follows any outcome. False: a pause.</param>
/// <param name="HangUp">End the call at the carrier if it is live.</param>
public sealed record WithdrawCall(long Lease, bool Final, bool HangUp);

/// <summary>The state of a lease in its call's view.</summary>
public abstract record LeaseStanding
{
    private LeaseStanding() { }

    /// <summary>The attempt is in progress; look again after <paramref name="CheckAfter"/>.</summary>
    /// <param name="DialedAt">When the carrier had certainly received the create request; null while that is open.</param>
    public sealed record Live(TimeSpan CheckAfter, DateTimeOffset? DialedAt) : LeaseStanding
    {
        /// <summary>Why its dial was allowed; null in answers of versions without a dial ledger.</summary>
        public DialFacts? Dial { get; init; }
    }

    /// <summary>It is over; the slot can be freed.</summary>
    public sealed record Over(LeaseEnd End) : LeaseStanding;
}

/// <summary>How a lease ended, and what the Business does with the call.</summary>
public abstract record LeaseEnd
{
    private LeaseEnd() { }

    /// <summary>When the carrier had certainly received the create request; null when none was placed.</summary>
    public DateTimeOffset? DialedAt { get; init; }

    /// <summary>The dial under this lease, and how it ended; null when no intent to dial was stored.</summary>
    public AttemptFacts? Attempt { get; init; }

    /// <summary>The number of the business's pool that the carrier refused, so that nothing was placed; null: it refused none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public RefusedCallerId? RefusedFrom { get; init; }

    /// <summary>The call has ended permanently.</summary>
    public sealed record Final(Outcome Outcome, int Attempts, string? Reason, TimeSpan? Talk) : LeaseEnd
    {
        /// <summary>The person's name, as the run's results show it.</summary>
        public string? Name { get; init; }

        /// <summary>The id that its submitter chose.</summary>
        public string? CustomId { get; init; }

        /// <summary>The submitter's <c>lead_id</c>.</summary>
        public string? LeadId { get; init; }

        /// <summary>The submitter's <c>campaign_id</c>.</summary>
        public string? CampaignId { get; init; }

        /// <summary>The carrier's id of the last attempt.</summary>
        public string? CarrierCall { get; init; }
    }

    /// <summary>The person is called again at <paramref name="At"/>: an outcome retry or a dispatch retry.</summary>
    /// <param name="At">When it is due (UTC).</param>
    /// <param name="Outcome">How the attempt ended; null when none was placed.</param>
    /// <param name="Attempts">Attempts so far.</param>
    public sealed record Retry(DateTimeOffset At, Outcome? Outcome, int Attempts = 0) : LeaseEnd
    {
        /// <summary>The submitter's <c>lead_id</c>.</summary>
        public string? LeadId { get; init; }

        /// <summary>The submitter's <c>campaign_id</c>.</summary>
        public string? CampaignId { get; init; }

        /// <summary>The carrier's id of the last attempt.</summary>
        public string? CarrierCall { get; init; }
    }

    /// <summary>Certainly not placed, and not because of the call (withdrawn, breaker open, never reached the carrier): it returns to the front of its lane.</summary>
    public sealed record NotPlaced(string Reason) : LeaseEnd;

    /// <summary>The call was dialed under another lease or has ended: it was in the queue twice. Not counted.</summary>
    public sealed record Duplicate : LeaseEnd;
}

/// <summary>What a webhook changed.</summary>
/// <param name="Applied">False when it was a repetition, late, or not ours.</param>
/// <param name="RetryScheduled">True when the call will be tried again because of it.</param>
public sealed record EventAnswer(bool Applied, bool RetryScheduled)
{
    /// <summary>Why it changed nothing; null when it was applied.</summary>
    public EventIgnored? Ignored { get; init; }
}

/// <summary>Why a webhook changed nothing.</summary>
public enum EventIgnored
{
    /// <summary>No call has that id, or its record was deleted after its retention.</summary>
    UnknownCall,

    /// <summary>The call is made through another carrier account.</summary>
    OtherCarrier,

    /// <summary>No attempt of the call has that token.</summary>
    UnknownToken,

    /// <summary>It is about an attempt that is over, or that was given up.</summary>
    EarlierAttempt,

    /// <summary>Its state is known already, or a later one.</summary>
    Repeated,

    /// <summary>An agent provider reported an end that the carrier does not confirm.</summary>
    Unconfirmed,
}

/// <summary>The state of a call, for readers.</summary>
public enum CallStatus
{
    /// <summary>Waits for a slot.</summary>
    Ready,

    /// <summary>Waits for its time: scheduled, or between two attempts.</summary>
    Delayed,

    /// <summary>A create request is on its way.</summary>
    Dialing,

    /// <summary>The answer to the create was lost; being looked up.</summary>
    Unknown,

    /// <summary>Accepted by the carrier.</summary>
    Queued,

    Ringing,

    InProgress,

    /// <summary>Ended permanently; the outcome has the result.</summary>
    Ended,
}

/// <summary>One call for readers. Times are UTC.</summary>
/// <param name="RetryAt">When the next attempt is due; null when none is.</param>
/// <param name="Tries">Create requests sent, dispatch retries included.</param>
public sealed record CallSnapshot(
    CallId Id,
    [property: JsonPropertyName("Order")] CallSpec Spec,
    CallStatus Status,
    Outcome? Outcome,
    string? Reason,
    DateTimeOffset? RetryAt,
    int Tries,
    IReadOnlyList<AttemptSnapshot> Attempts)
{
    /// <summary>Its name was chosen by its submitter.</summary>
    public bool Chosen { get; init; }

    /// <summary>When it ended permanently; null when it has not, or when a record of an earlier version does not have it.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>It was certainly queued. False: it was stored at submit, and a crash may have come in between.</summary>
    public bool Queued { get; init; }
}

/// <summary>One attempt for readers. <paramref name="Number"/> 1 is the first.</summary>
public sealed record AttemptSnapshot(
    int Number,
    string Token,
    string Trunk,
    CarrierCallId? CarrierCall,
    CallStatus Status,
    Outcome? Outcome,
    string? Reason,
    DateTimeOffset DialedAt,
    DateTimeOffset? AnsweredAt,
    DateTimeOffset? EndedAt,
    TimeSpan? Talk,
    string? AnsweredBy,
    string? RecordingUrl)
{
    /// <summary>The caller id; null: the carrier account's number, or not known in attempts of earlier versions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public PhoneNumber? From { get; init; }

    /// <summary>A voice agent took the call; false: it was asked to, and did not. Null: not known, or no agent is asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public bool? AgentMet { get; init; }

    /// <summary>Its recording; null while the carrier has said nothing about one, and in snapshots of earlier versions.</summary>
    public CarrierRecording? Recording { get; init; }
}
