using CallQueue.Businesses.Queues;
using CallQueue.Businesses.Reading;
using CallQueue.Businesses.State;
using CallQueue.Businesses.Steps;
using CallQueue.Calls;
using CallQueue.Hosting;

namespace CallQueue.Businesses.Turns;

/// <summary>Moves one waiting call to another priority: its old entry gets a tombstone and it is queued again.</summary>
internal sealed class Moves(BusinessState state, BusinessTurn turn, QueueReader reader, IActorContext context)
{
    /// <summary>The call is not leased meanwhile.</summary>
    public async Task<CallVerbAnswer> MoveAsync(MoveCall request)
    {
        var id = new CallId(state.Id, request.Call);
        ICall call = context.Actors.Call(id);
        CallSnapshot? known = await call.GetAsync();
        if (known is { Status: CallStatus.Ended }) return new CallVerbAnswer(CallVerbResult.Refused, known.Status, known.Outcome);
        ActiveRun? run = id.InRun() is { } place && state.FindRun(place.Run.Name) is { TakesCalls: true } active && place.Index < active.Received
            && (known is null || known.Spec.Run == active.Name) ? active : null;
        if (await EntryAsync(id, known, run) is not { } entry || (run is not null && !run.TakesCalls)) return new CallVerbAnswer(CallVerbResult.NotFound);

        DateTimeOffset now = context.Time.GetUtcNow();
        var status = new CallVerbAnswer(CallVerbResult.Unchanged, entry.At > now ? CallStatus.Delayed : CallStatus.Ready);
        if ((known?.Spec.Priority ?? state.PriorityOf(entry.Call)) == request.Priority) return status;
        Requeue(entry, run, request.Priority, now);
        await turn.EndAsync();
        if (known is not null) await call.MoveAsync(request.Priority);
        return status with { Result = CallVerbResult.Done };
    }

    private void Requeue(DelayedCall entry, ActiveRun? run, Priority priority, DateTimeOffset now)
    {
        long number = state.Slots.TakeNumber();
        Place place = RequestSteps.TakeOut(state, run, entry.Call.Key, number, entry.At > now);
        QueuedCall moved = entry.Call with { Priority = priority, Since = number };
        if (place == Place.Delayed) state.Delayed.Add([entry with { Call = moved }], now);
        else state.Lanes.Append([(priority, moved)]);
    }

    /// <summary>The call's entry in the queue; null when it has none. A call whose record has its spec need not be searched.</summary>
    private async Task<DelayedCall?> EntryAsync(CallId id, CallSnapshot? known, ActiveRun? run)
    {
        bool isSure = known is { Queued: true } && (known.Spec.Run is null || run is not null);
        if (isSure) return new DelayedCall(known!.RetryAt ?? DateTimeOffset.MinValue, RequestSteps.QueuedAgain(known, run, 0));
        return known is null && run is null ? null : await reader.FindAsync(id.Name, run?.Ordinal ?? 0, id.InRun()?.Index ?? 0);
    }
}
