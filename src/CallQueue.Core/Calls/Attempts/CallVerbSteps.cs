namespace CallQueue.Calls.Attempts;

/// <summary>No I/O: canceling a call that waits, and opening again one that has ended.</summary>
internal static class CallVerbSteps
{
    /// <summary>
    /// Cancels under a number of the Business's leases, which thereby is the call's last lease: the same number again is the
    /// same cancel, and any other entry of the call in the queue is a duplicate from here on.
    /// </summary>
    public static (CallRecord? Record, CancelAnswer Answer) Cancel(CallId id, CallRecord? known, CancelWaiting request)
    {
        if (known is null && !request.IsWaiting) return (null, new CancelAnswer(new CallVerbAnswer(CallVerbResult.NotFound)));
        if (known?.Lease == request.Number) return (known, Done(known));
        if (known is not null && Refusal(id, known, request.Number) is { } refusal) return (known, new CancelAnswer(refusal));
        CallRecord record = CallSteps.NeverStarted(known, request.Number, isFinal: true);
        record = record with
        {
            Spec = record.Spec ?? request.Spec,
            Confirmed = known is null or { Confirmed: true } or { Lease: > 0 },
            End = record.End! with { Reason = "canceled" },
        };
        return (record, Done(record));
    }

    /// <summary>Opens it again under a number of the Business's leases; how it had ended stays on record until it is dialed.</summary>
    public static (CallRecord? Record, ReopenAnswer Answer) Reopen(CallId id, CallRecord? known, long number)
    {
        if (known?.Spec is null) return (known, new ReopenAnswer(false, known?.End?.Outcome, null));
        if (known.Lease == number && IsReopened(known)) return (known, Opened(id, known));
        if (known.Lease >= number || known.End is not { Kind: EndKind.Final, Outcome: not Outcome.Completed } end)
            return (known, new ReopenAnswer(false, known.End is { Kind: EndKind.Final } over ? over.Outcome : null, CallSteps.ToSnapshot(id, known)));
        CallRecord record = known with
        {
            Lease = number, NoRetry = false, HangUp = false, DispatchTries = 0, Confirmed = true,
            End = new StoredEnd(EndKind.NotPlaced, end.Outcome, Reason: "to be called again", Attempts: end.Attempts),
        };
        return (record, Opened(id, record));
    }

    /// <summary>It had ended and waits again, not yet dialed since.</summary>
    public static bool IsReopened(CallRecord record) => record.End is { Kind: EndKind.NotPlaced, Outcome: not null };

    private static CancelAnswer Done(CallRecord record) => new(
        new CallVerbAnswer(CallVerbResult.Done, CallStatus.Ended, Outcome.Canceled), record.Confirmed, record.Chosen, record.End!.Attempts, To: record.Spec?.To)
    {
        End = CallSteps.EndOf(record) as LeaseEnd.Final,
    };

    private static ReopenAnswer Opened(CallId id, CallRecord record) =>
        new(true, record.End!.Outcome, CallSteps.ToSnapshot(id, record));

    private static CallVerbAnswer? Refusal(CallId id, CallRecord known, long number) => known.End switch
    {
        { Kind: EndKind.Final, Outcome: Outcome.Canceled } => new CallVerbAnswer(CallVerbResult.Unchanged, CallStatus.Ended, Outcome.Canceled),
        { Kind: EndKind.Final } end => new CallVerbAnswer(CallVerbResult.Refused, CallStatus.Ended, end.Outcome),
        null when known.Lease > 0 => new CallVerbAnswer(CallVerbResult.Refused, CallSteps.ToSnapshot(id, known).Status),
        _ when known.Lease > number => new CallVerbAnswer(CallVerbResult.Refused, CallStatus.Ready),
        _ => null,
    };
}
