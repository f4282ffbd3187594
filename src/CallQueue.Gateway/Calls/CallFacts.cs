using CallQueue.Businesses;
using CallQueue.Runs;

namespace CallQueue.Calls;

/// <summary>All that is known about one call, from its own record, its business's queue, or its run.</summary>
internal sealed record CallFacts(CallId Id, CallStatus Status, Outcome? Outcome)
{
    public string? Run { get; init; }

    public int? Index { get; init; }

    /// <summary>What was asked; null when it is not stored yet, or not any more.</summary>
    public CallSpec? Spec { get; init; }

    public string? Reason { get; init; }

    /// <summary>Attempts that count for the person; more than in <see cref="Attempts"/> when the record was deleted.</summary>
    public int AttemptsMade { get; init; }

    /// <summary>Create requests sent, dispatch retries included.</summary>
    public int Tries { get; init; }

    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>When a delayed call is due: its scheduled time, its next attempt or the opening of its window; null for all others.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public IReadOnlyList<AttemptSnapshot> Attempts { get; init; } = [];

    /// <summary>Its name was chosen by its submitter.</summary>
    public bool IsChosen { get; init; }

    /// <summary>What the results of its run have of it, once its own record was deleted; null otherwise.</summary>
    public RunResult? Result { get; init; }

    /// <summary>The carrier's id of the newest attempt; null when none was placed.</summary>
    public string? CarrierCall => Attempts.Count > 0 ? Attempts[^1].CarrierCall?.Value : Result?.CarrierCall;

    /// <summary>The words for its state.</summary>
    public StateWords Words => StateWords.Of(Status, Outcome);

    /// <summary>Why it ended without being completed; null when it did not.</summary>
    public string? FailedReason => Outcome is null or CallQueue.Outcome.Completed ? null : Reason ?? Words.Call;

    /// <summary>When the newest attempt was dialed.</summary>
    public DateTimeOffset? DialedAt => Attempts.Count > 0 ? Attempts[^1].DialedAt : null;

    /// <summary>From its record. Its business holds it until its time; the record only shows that it is not dialed.</summary>
    public static CallFacts Of(CallSnapshot call, DateTimeOffset now)
    {
        bool isScheduled = call is { Status: CallStatus.Ready, Attempts.Count: 0 } && call.Spec.NotBefore > now;
        return new CallFacts(call.Id, isScheduled ? CallStatus.Delayed : call.Status, call.Outcome)
        {
            IsChosen = call.Chosen,
            Run = call.Spec.Run,
            Index = call.Spec.Run is null ? null : call.Id.InRun()?.Index,
            Spec = call.Spec,
            Reason = call.Reason,
            AttemptsMade = call.Attempts.Count,
            Tries = call.Tries,
            RetryAt = call.RetryAt,
            EndedAt = call.EndedAt,
            Attempts = call.Attempts,
        };
    }

    /// <summary>From its business, where it has no record.</summary>
    public static CallFacts Of(ListedCall call, BusinessId business) => new(new CallId(business, call.Name), StatusOf(call.Part), OutcomeOf(call))
    {
        Run = call.Run,
        Index = call.Index,
        Spec = call.Spec,
        DueAt = call.Part == QueuePart.Delayed ? call.At : null,
        EndedAt = call.Part is QueuePart.Completed or QueuePart.Failed ? call.At : null,
    };

    /// <summary>From its run: it has not been dialed, or its record was deleted.</summary>
    /// <param name="ended">How it ended; null when it has not.</param>
    public static CallFacts Of(RunSnapshot run, CallId id, int index, RunResult? ended)
    {
        Outcome? outcome = ended?.Outcome ?? run.UnnamedEnd();
        return new CallFacts(id, outcome is null ? CallStatus.Ready : CallStatus.Ended, outcome)
        {
            Run = run.Name,
            Index = index,
            Reason = ended?.Reason,
            AttemptsMade = ended?.Attempts ?? 0,
            Tries = ended?.Attempts ?? 0,
            EndedAt = ended?.EndedAt,
            Result = ended,
        };
    }

    /// <summary>From the results of its run: its record was deleted.</summary>
    public static CallFacts Of(CallId id, RunResult ended) => new(id, CallStatus.Ended, ended.Outcome)
    {
        Run = id.InRun()?.Run.Name,
        Index = ended.Index,
        Reason = ended.Reason,
        AttemptsMade = ended.Attempts,
        Tries = ended.Attempts,
        EndedAt = ended.EndedAt,
        Result = ended,
    };

    /// <summary>Adds the state from its record, if there is one: the record has the state at the carrier, the business says where it waits.</summary>
    public static CallFacts Of(ListedCall call, CallSnapshot? record, BusinessId business, DateTimeOffset now)
    {
        if (record is null) return Of(call, business);
        CallFacts facts = Of(record, now);
        return facts.Status is CallStatus.Ready or CallStatus.Delayed
            ? facts with { Status = StatusOf(call.Part), Outcome = OutcomeOf(call), DueAt = call.Part == QueuePart.Delayed ? call.At : null }
            : facts;
    }

    private static CallStatus StatusOf(QueuePart part) => part switch
    {
        QueuePart.Ready => CallStatus.Ready,
        QueuePart.Delayed => CallStatus.Delayed,
        QueuePart.Live => CallStatus.Dialing,
        QueuePart.Completed or QueuePart.Failed => CallStatus.Ended,
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };

    private static Outcome? OutcomeOf(ListedCall call) => call.Part switch
    {
        QueuePart.Completed => CallQueue.Outcome.Completed,
        QueuePart.Failed => call.Outcome ?? CallQueue.Outcome.Failed,
        _ => null,
    };
}
