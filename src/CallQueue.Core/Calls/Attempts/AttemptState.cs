using CallQueue.Carriers;

namespace CallQueue.Calls.Attempts;

/// <summary>The state of an attempt. It only moves down this list, or from Dialing or Unknown to NotPlaced.</summary>
internal enum AttemptState
{
    /// <summary>In: the intent is stored and the create request is on its way. Out: its answer, a webhook, or our own crash.</summary>
    Dialing,

    /// <summary>In: the answer was lost (timeout, 5xx, crash after the intent). Out: a webhook, or a lookup with a result.</summary>
    Unknown,

    /// <summary>In: the carrier has accepted it. Out: any later report.</summary>
    Queued,

    /// <summary>In: it rings. Out: answer or end.</summary>
    Ringing,

    /// <summary>In: a person or a machine has answered. Out: the end.</summary>
    InProgress,

    /// <summary>In: the carrier reported the end, or rejected it permanently. Final.</summary>
    Ended,

    /// <summary>In: certainly never placed. Nothing leads out: another dial is another record.</summary>
    NotPlaced,
}

/// <summary>What can happen to an attempt.</summary>
internal abstract record AttemptEvent
{
    /// <summary>The create request was answered.</summary>
    public sealed record Answered(DialAnswer Answer) : AttemptEvent;

    /// <summary>The instance that was dialing is gone: it is unknown whether its request was sent.</summary>
    public sealed record Lost : AttemptEvent;

    /// <summary>A genuine webhook.</summary>
    public sealed record Reported(CarrierReport Report) : AttemptEvent;

    /// <summary>The carrier was asked.</summary>
    public sealed record LookedUp(LookupAnswer Answer) : AttemptEvent;

    /// <summary>The carrier was asked to leave the message on a machine.</summary>
    public sealed record Spoken(MessageAnswer Answer) : AttemptEvent;
}

/// <summary>What an event did: the attempt after it, and why it was ignored if it was.</summary>
internal readonly record struct AttemptStep(AttemptRecord Attempt, string? IgnoredBecause = null);

/// <summary>
/// No I/O: the whole life of an attempt. Every state × event has an answer. Reports move forward only, Ended absorbs
/// everything, and a late answer never reverts what a webhook has proved.
/// </summary>
internal static class AttemptMachine
{
    public static AttemptStep Apply(AttemptRecord attempt, AttemptEvent happened, DateTimeOffset now) => happened switch
    {
        AttemptEvent.Answered { Answer: DialAnswer.Accepted accepted } => Accept(attempt, accepted.Call, now),
        AttemptEvent.Answered { Answer: var answer } => attempt.State is AttemptState.Dialing or AttemptState.Unknown
            ? new AttemptStep(Refused(attempt, answer, now))
            : Ignore(attempt, "the carrier has already reported the call"),
        AttemptEvent.Lost => attempt.State == AttemptState.Dialing
            ? new AttemptStep(attempt with { State = AttemptState.Unknown })
            : Ignore(attempt, "the dial was already answered"),
        AttemptEvent.Reported reported => Report(attempt, reported.Report, now),
        AttemptEvent.LookedUp { Answer: LookupAnswer.Found found } => Report(attempt, found.Report, now),
        AttemptEvent.LookedUp { Answer: LookupAnswer.Absent } => attempt.State == AttemptState.Unknown
            ? new AttemptStep(attempt with { State = AttemptState.NotPlaced, Reason = "the carrier has no such call" })
            : Ignore(attempt, "only a dial with an unknown result can be recorded as not placed"),
        AttemptEvent.LookedUp { Answer: LookupAnswer.Unknown unknown } => attempt.State switch
        {
            AttemptState.Ended or AttemptState.NotPlaced => Ignore(attempt, "the attempt has already ended"),
            // Counted, because the waits between them grow.
            AttemptState.Dialing or AttemptState.Unknown => new AttemptStep(attempt with { Lookups = attempt.Lookups + 1 }, $"the carrier can't say: {unknown.Reason}"),
            _ => Ignore(attempt, $"the carrier can't say: {unknown.Reason}"),
        },
        AttemptEvent.Spoken { Answer: var answer } => MachineSteps.After(attempt, answer) is { } spoken
            ? new AttemptStep(spoken)
            : Ignore(attempt, answer is MessageAnswer.Unknown unknown ? $"the carrier can't say: {unknown.Reason}" : "no message is due"),
        _ => throw new ArgumentOutOfRangeException(nameof(happened)),
    };

    /// <summary>
    /// Whether the carrier's call only rings, or is answered, since: nothing depends on that but what readers see. What a crash takes back of it,
    /// the next report or lookup brings again.
    /// </summary>
    public static bool IsProgress(AttemptRecord before, AttemptRecord after) =>
        before.State is AttemptState.Queued or AttemptState.Ringing && after.State is AttemptState.Ringing or AttemptState.InProgress
        && after with { State = before.State, AnsweredAt = before.AnsweredAt } == before;

    private static AttemptStep Accept(AttemptRecord attempt, CarrierCallId call, DateTimeOffset now) => attempt.State switch
    {
        AttemptState.Dialing or AttemptState.Unknown =>
            new AttemptStep(attempt with { State = AttemptState.Queued, CarrierCall = call, DialedAt = attempt.DialedAt ?? now }),
        AttemptState.NotPlaced => Ignore(attempt, "the attempt was recorded as not placed; the carrier's call will be ended"),
        _ => Ignore(attempt, "a webhook has already reported it"),
    };

    private static AttemptRecord Refused(AttemptRecord attempt, DialAnswer answer, DateTimeOffset now) => answer switch
    {
        DialAnswer.Rejected rejected => attempt with
        {
            State = AttemptState.Ended, Outcome = rejected.Outcome, Reason = rejected.Reason, Retryable = false, DialedAt = now, EndedAt = now,
        },
        DialAnswer.TryLater later => attempt with { State = AttemptState.NotPlaced, Reason = later.Reason, IsCallerIdRefused = later.IsCallerIdRefused },
        DialAnswer.TrunkStopped stopped => attempt with { State = AttemptState.NotPlaced, Reason = stopped.Reason },
        DialAnswer.Unknown unknown => attempt with { State = AttemptState.Unknown, Reason = unknown.Reason },
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };

    private static AttemptStep Report(AttemptRecord attempt, CarrierReport report, DateTimeOffset now)
    {
        if (attempt.State == AttemptState.NotPlaced) return Ignore(attempt, "the attempt was recorded as not placed; the carrier's call will be ended");
        if (attempt.CarrierCall is { } known && known != report.Call) return Ignore(attempt, "the event is about another call of the carrier");
        AttemptRecord next = Learn(attempt, report, now);
        return next == attempt ? Ignore(attempt, "the event has no new information") : new AttemptStep(next);
    }

    /// <summary>Everything the report adds; a state is only ever left for a later one, and details are only ever filled in.</summary>
    private static AttemptRecord Learn(AttemptRecord attempt, CarrierReport report, DateTimeOffset now)
    {
        AttemptState reported = report.Status switch
        {
            CarrierStatus.Queued => AttemptState.Queued,
            CarrierStatus.Ringing => AttemptState.Ringing,
            CarrierStatus.InProgress => AttemptState.InProgress,
            _ => AttemptState.Ended,
        };
        bool isLater = reported > attempt.State;
        bool ends = isLater && reported == AttemptState.Ended;
        AttemptRecord learned = attempt with
        {
            State = isLater ? reported : attempt.State,
            CarrierCall = attempt.CarrierCall ?? report.Call,
            DialedAt = attempt.DialedAt ?? now,
            AnsweredAt = ends ? AnsweredAtEnd(attempt, report, now) : attempt.AnsweredAt ?? (isLater && reported == AttemptState.InProgress ? now : null),
            EndedAt = ends ? now : attempt.EndedAt,
            Outcome = ends ? report.Outcome ?? CallQueue.Outcome.Failed : attempt.Outcome,
            Reason = ends ? report.Reason : attempt.Reason,
            Retryable = ends ? report.Retryable : attempt.Retryable,
            Talk = attempt.Talk ?? report.Duration,
            AnsweredBy = attempt.AnsweredBy ?? report.AnsweredBy,
            RecordingUrl = attempt.RecordingUrl ?? report.RecordingUrl,
            Recording = RecordingSteps.Learn(attempt.Recording, report.Recording, now),
            AgentMet = attempt.AgentMet == true ? true : report.AgentMet ?? attempt.AgentMet, // Once it has taken the call, a broken stream is the end of a talk.
        };
        return WithoutAgent(MachineSteps.Judged(attempt, learned));
    }

    /// <summary>Somebody answered, and no agent took the call.</summary>
    private static AttemptRecord WithoutAgent(AttemptRecord attempt) => attempt is { State: AttemptState.Ended, Outcome: CallQueue.Outcome.Completed, AgentMet: false }
        ? attempt with { Outcome = CallQueue.Outcome.NoAgent, Retryable = true, Reason = "the call was answered, but no agent took it" }
        : attempt;

    /// <summary>
    /// When a call that has ended was answered. An answer that was not reported, or was only seen later by a lookup, follows from the carrier's talk
    /// time, which counts whole seconds.
    /// </summary>
    private static DateTimeOffset? AnsweredAtEnd(AttemptRecord attempt, CarrierReport report, DateTimeOffset now)
    {
        if (report is not { Outcome: CallQueue.Outcome.Completed, Duration: { } talk } || talk <= TimeSpan.Zero) return attempt.AnsweredAt;
        DateTimeOffset byTalk = now - talk;
        if (attempt.DialedAt is { } dialed && byTalk < dialed) byTalk = dialed;
        return attempt.AnsweredAt is { } seen && seen - byTalk <= TimeSpan.FromSeconds(1) ? seen : byTalk;
    }

    private static AttemptStep Ignore(AttemptRecord attempt, string because) => new(attempt, because);
}
