using CallQueue.Validation;
using CallQueue.Windows;

namespace CallQueue.Calls;

/// <summary>When and how often a call may be dialed. Null members are taken from the run, then the business, then defaults.</summary>
public sealed record CallRules
{
    /// <summary>Outcome retries.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>The local hours in which the person may be called.</summary>
    public CallingWindow? Window { get; init; }

    /// <summary>
    /// The IANA zone that <see cref="Window"/> is read in. Null: where the number is, by its country and area code; in all zones that
    /// it leaves open. A business's zone applies only to numbers whose own zone is unknown.
    /// </summary>
    public string? TimeZone { get; init; }

    /// <summary>Hours set by the operator that also apply, read in the same zone: the person is called only while both windows are open. Null: none.</summary>
    public CallingWindow? OuterWindow { get; init; }

    /// <summary>How long it may ring: 5 to 600 s, default 60 s.</summary>
    public TimeSpan? RingTimeout { get; init; }

    /// <summary>How long a call may last after the answer: 1 s to 24 h, default 1,800 s.</summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>The caller id; default: the carrier account's number.</summary>
    public PhoneNumber? From { get; init; }

    /// <summary>What the submitter has as proof of the person's consent, such as the id of a signed form; for the dial ledger. At most <see cref="CallLimits.ConsentLength"/> characters.</summary>
    public string? Consent { get; init; }

    /// <summary>What happens when an answering machine picks up; default off.</summary>
    public MachineMode? Machine { get; init; }

    /// <summary>Whether the person waits in silence for the verdict. Null and false: the call begins at once, and the verdict comes while it goes on.</summary>
    public bool? MachineWait { get; init; }

    /// <summary>
    /// What <see cref="MachineMode.Message"/> leaves after the beep, with places for the call's fields as in <see cref="CallScript.Message"/>. Plain text of
    /// at most <see cref="CallLimits.MessageLength"/> characters.
    /// </summary>
    public string? VoicemailMessage { get; init; }

    /// <summary>Not dialed at or after this instant (UTC): what could not be dialed by then ends as expired. Null: no limit.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>These rules where given, else those of <paramref name="below"/>; of two deadlines the earlier, of two retry policies as <see cref="RetryPolicy.Yields"/> says.</summary>
    public CallRules Over(CallRules? below) => below is null ? this : new CallRules
    {
        Retry = RetryPolicy.Over(Retry, below.Retry),
        Window = Window ?? below.Window,
        OuterWindow = OuterWindow ?? below.OuterWindow,
        TimeZone = TimeZone ?? below.TimeZone,
        RingTimeout = RingTimeout ?? below.RingTimeout,
        MaxDuration = MaxDuration ?? below.MaxDuration,
        From = From ?? below.From,
        Consent = Consent ?? below.Consent,
        Machine = Machine ?? below.Machine,
        MachineWait = MachineWait ?? below.MachineWait,
        VoicemailMessage = VoicemailMessage ?? below.VoicemailMessage,
        Deadline = Deadline is { } own && below.Deadline is { } other ? own < other ? own : other : Deadline ?? below.Deadline,
    };

    /// <summary>The first rule that is out of its range: its field name as the API spells it, and why; null when all are fine.</summary>
    public (string Field, string Problem)? FindProblem() => this switch
    {
        _ when Retry?.FindProblem() is { } problem => problem,
        _ when Window?.FindProblem() is { } problem => ("window", problem),
        { Consent: { } consent } when CallLimits.FindConsentProblem(consent) is { } problem => ("consent", problem),
        { VoicemailMessage: { } text } when MachineChecks.FindTextProblem(text) is { } problem => (MachineChecks.Text, problem),
        { TimeZone: { } zone } when !TimeZones.Exists(zone) => ("timezone", $"'{zone}' is not an IANA time zone; write one such as Europe/Berlin"),
        { RingTimeout: { } ring } when !CallLimits.RingTimeout.Allow(ring) => ("ring_timeout", FormattableString.Invariant($"must be from {CallLimits.RingTimeout.InSeconds()} seconds; got {ring.TotalSeconds}")),
        { MaxDuration: { } length } when !CallLimits.MaxDuration.Allow(length) => ("max_duration", FormattableString.Invariant($"must be from {CallLimits.MaxDuration.InSeconds()} seconds; got {length.TotalSeconds}")),
        _ => null,
    };
}
