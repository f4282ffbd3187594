using System.Text.Json.Serialization;
using CallQueue.Calls;
using CallQueue.ChosenIds;
using CallQueue.Fences;
using CallQueue.Runs;
using CallQueue.Validation;

namespace CallQueue.Businesses;

/// <summary>A part of a run: calls <paramref name="Offset"/> and following, of <paramref name="Total"/> in all.</summary>
/// <param name="Run">The run's name, unique within the business.</param>
/// <param name="Fingerprint">Equal for every part, and only for the same content: distinguishes a repeated request from a conflict.</param>
/// <param name="Template">What all calls of the run have in common.</param>
public sealed record EnqueueCalls(
    string Run, int Total, int Offset, string Fingerprint, RunTemplate Template, IReadOnlyList<NewCall> Calls)
{
    /// <inheritdoc cref="SubmitCall.IsBounded"/>
    public bool IsBounded { get; init; }

    /// <summary>The ids that its submitter chose were claimed for the whole run before (<see cref="IBusiness.ClaimIdsAsync"/>).</summary>
    public bool IdsClaimed { get; init; }
}

/// <summary>What all calls of a run have in common.</summary>
public sealed record RunTemplate
{
    public Priority Priority { get; init; } = Priority.Normal;

    public CallScript Script { get; init; } = new();

    public CallRules Rules { get; init; } = new();

    /// <summary>None of its calls is dialed before this instant (UTC); a call's own later time applies. Null: at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The submitter's own JSON, stored and returned as it came.</summary>
    public string? Data { get; init; }

    /// <summary>The place in a trace of the request that submitted it (<c>traceparent</c>); null: it is not traced.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Trace { get; init; }
}

/// <summary>What became of an <see cref="EnqueueCalls"/>.</summary>
public abstract record EnqueueAnswer
{
    private EnqueueAnswer() { }

    /// <summary>Accepted and durable, now or before.</summary>
    /// <param name="Received">Calls of the run accepted so far; the run is dialed when all have arrived.</param>
    /// <param name="Added">False when everything in the request was already accepted.</param>
    public sealed record Taken(int Received, bool Added) : EnqueueAnswer;

    /// <summary>
    /// A run of that name exists with different content, or another call has an id that is chosen for one of the run's calls. In the second
    /// case what had arrived of the run before is taken back.
    /// </summary>
    public sealed record Conflict(string Reason) : EnqueueAnswer
    {
        /// <summary>The id that another call has; null when it is the run's name.</summary>
        public IdConflict? Id { get; init; }
    }

    /// <summary>Validation failed; nothing was accepted, and what had arrived of the run before is taken back.</summary>
    public sealed record Refused(FieldProblem Problem) : EnqueueAnswer
    {
        /// <summary>The parts before it are missing: nothing is wrong with the run, and what has arrived of it stays.</summary>
        public bool IsOutOfOrder { get; init; }
    }
}

/// <summary>One call outside any run.</summary>
/// <param name="Name">Chosen by its submitter, or made for it and unique; null: the business's next number [X13].</param>
/// <param name="Fingerprint">Equal only for the same content: distinguishes a repeated request from a conflict.</param>
/// <param name="Chosen">The name was chosen by its submitter: it is remembered by age, not by count.</param>
public sealed record SubmitCall(string? Name, string Fingerprint, NewCall Call, bool Chosen = true)
{
    /// <summary>
    /// The product makes it from something that was accepted earlier, such as a schedule: where a ceiling was lowered since, the ceiling
    /// applies and the call is not rejected for it.
    /// </summary>
    public bool IsBounded { get; init; }

    /// <summary>The place in a trace of the request that submitted it (<c>traceparent</c>); null: it is not traced.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Trace { get; init; }
}

/// <summary>What became of a <see cref="SubmitCall"/>.</summary>
public abstract record SubmitAnswer
{
    private SubmitAnswer() { }

    /// <summary>Accepted and durable.</summary>
    /// <param name="Added">False when it was already accepted.</param>
    /// <param name="Name">The call's name.</param>
    public sealed record Taken(bool Added, string Name = "") : SubmitAnswer
    {
        /// <summary>Of a call that this request added: when it is due, by its own time or by the opening of its window; null: it is ready, or has a slot.</summary>
        public DateTimeOffset? DueAt { get; init; }
    }

    /// <summary>Another call has that name.</summary>
    public sealed record Conflict : SubmitAnswer;

    /// <summary>Validation failed; nothing was accepted.</summary>
    public sealed record Refused(FieldProblem Problem) : SubmitAnswer;
}

/// <summary>Stop <paramref name="Run"/> permanently; with <paramref name="HangUpLive"/> its live calls are ended too.</summary>
public sealed record StopRun(string Run, bool HangUpLive = false)
{
    /// <summary>Only live calls with smaller leases are ended, and later ones end by themselves; null: all. Set within the business, never sent.</summary>
    internal long? LeasesBefore { get; init; }
}

/// <summary>What became of a <see cref="StopRun"/>.</summary>
/// <param name="Found">False: the business never had such a run.</param>
/// <param name="Canceled">Calls that will not be dialed because of this stop; 0 when it had ended or was stopped before.</param>
/// <param name="Live">Its live calls, which end by themselves.</param>
public sealed record StopAnswer(bool Found, int Canceled, int Live);

/// <summary>A change of settings, and the settings that it is based on.</summary>
public sealed record ReplaceSettings(BusinessSettings Settings, BusinessSettings Known)
{
    internal bool IsMadeFrom(BusinessSettings settings) => CallQueueJson.AreSame(Known, settings, CallQueueJson.Default.BusinessSettings);
}

/// <summary>What became of a <see cref="ReplaceSettings"/>.</summary>
public abstract record SettingsAnswer
{
    private SettingsAnswer() { }

    /// <summary>They are in effect and durable.</summary>
    public sealed record Taken : SettingsAnswer;

    /// <summary>They were changed in the meantime; nothing was accepted.</summary>
    public sealed record Stale : SettingsAnswer;

    /// <summary>Validation failed; nothing was accepted.</summary>
    public sealed record Refused(FieldProblem Problem) : SettingsAnswer;
}

/// <summary>
/// A business at one moment. In every snapshot <see cref="CallCounts.Total"/> = ready + delayed + live + ended.
/// </summary>
/// <param name="Holds">Why ready calls wait, most general first; empty when nothing holds them back.</param>
/// <param name="NextAt">When something is next due; null when nothing is.</param>
public sealed record BusinessSnapshot(
    BusinessSettings Settings,
    bool Paused,
    CallCounts Counts,
    IReadOnlyList<LeaseSnapshot> Live,
    IReadOnlyList<RunSnapshot> Runs,
    IReadOnlyList<Hold> Holds,
    DateTimeOffset? NextAt)
{
    /// <summary>What applies of the settings under the operator's ceilings; null: the settings as they are.</summary>
    public BusinessSettings? Effective { get; init; }

    /// <summary>The settings in force: <see cref="Effective"/>, else <see cref="Settings"/>.</summary>
    [JsonIgnore] public BusinessSettings InForce => Effective ?? Settings;

    /// <summary>What it has used of its hour and its day; null from a process that does not count it.</summary>
    public UsageSnapshot? Usage { get; init; }

    /// <summary>Changes with every change of the business; opaque.</summary>
    public string Stamp { get; init; } = "";

    /// <summary>When it last looked what may be dialed; null when it has not since it was activated.</summary>
    public DateTimeOffset? LookedAt { get; init; }

    /// <summary>When its durable alarm activates it, also in another process if its own dies; null when nothing is due.</summary>
    public DateTimeOffset? AlarmAt { get; init; }

    /// <summary>Whether this instance has proven, by a write with a version check, that it alone owns its queue.</summary>
    public bool IsOwner { get; init; }

    /// <summary>How fast its calls go.</summary>
    public QueuePace Pace { get; init; } = QueuePace.None;

    /// <summary>The pending deliveries to the app's endpoint and the call log; empty when there is neither.</summary>
    public IReadOnlyList<OutboxSnapshot> Outboxes { get; init; } = [];

    /// <summary>It has a do-not-call list of its own.</summary>
    public bool HasList { get; init; }
}

/// <summary>A call that holds a slot.</summary>
public sealed record LeaseSnapshot(long Lease, string Call, string? Run, PhoneNumber To, DateTimeOffset LeasedAt, DateTimeOffset? DialedAt);
