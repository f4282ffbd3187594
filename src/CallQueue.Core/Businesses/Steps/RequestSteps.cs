using CallQueue.Businesses.Queues;
using CallQueue.Businesses.State;
using CallQueue.Calls;
using CallQueue.Outboxes;
using CallQueue.Runs;

namespace CallQueue.Businesses.Steps;

/// <summary>No I/O: what the answer of a call to a request does to the queue and to the counters.</summary>
internal static class RequestSteps
{
    /// <summary>Drops a call that has come up and has a tombstone. False when it has none.</summary>
    /// <param name="place">Where it was.</param>
    public static bool Drop(BusinessState state, QueuedCall call, Place place)
    {
        if (state.Tombstones.Drop(call.Key, call.Since, place) is not { } counted) return false;

        // It was subtracted from the other place as an estimate; now the place is known.
        if (counted == place) return true;
        foreach (Tally tally in TalliesOf(state, state.RunOf(call))) tally.Move(place, counted);
        return true;
    }

    /// <summary>A call has answered that it is canceled: it is counted so, once, and its entry in the queue gets a tombstone.</summary>
    public static void Cancel(BusinessState state, CallRequest request, CancelAnswer answer, DateTimeOffset now)
    {
        if (!state.Requests.Remove(request)) return;
        ActiveRun? run = state.FindRun(request.Run);

        // What a stopped run had waiting was counted by its stop.
        if (answer.Answer.Result == CallVerbResult.Done && (request.Run == 0 || run is { TakesCalls: true }))
        {
            int index = run is null ? 0 : new CallId(state.Id, request.Call).InRun()!.Value.Index;
            string key = run is null ? request.Call : QueuedCall.KeyOf(run.Ordinal, index);
            bool isDelayed = answer.WaitedUntil > now;
            Place place = answer.WasQueued ? TakeOut(state, run, key, request.Number, isDelayed) : Count(state);
            foreach (Tally tally in TalliesOf(state, run)) tally.End(place, Outcome.Canceled);
            run?.End(new RunResult(index, Outcome.Canceled, answer.Attempts, now, null, "canceled")
            {
                To = answer.To, Name = answer.End?.Name, CustomId = answer.End?.CustomId, LeadId = answer.End?.LeadId, CarrierCall = answer.End?.CarrierCall,
            });
            state.Retained.CallEnded(request.Call, answer.Chosen, Outcome.Canceled, now, isInRun: run is not null);
            state.Index.Ended(request.Call, answer.To, answer.End?.LeadId, null, now, state.Settings.Retention.Age);
            if (answer.To is { } to) state.Outboxes.Add(OutboxEntry.Canceled(request.Call, to, run is null ? null : index, answer.Attempts, now), state.Settings);
        }

        Release(state, request.Call);
    }

    /// <summary>A call has answered that it is open again: it is queued, in its run if that continues, else alone.</summary>
    public static void Reopen(BusinessState state, CallRequest request, ReopenAnswer answer, DateTimeOffset now)
    {
        if (!state.Requests.Remove(request)) return;
        if (answer is { IsOpen: true, Ended: { } ended, Call: { } call })
        {
            ActiveRun? run = call.Spec.Run is { } name && state.FindRun(name) is { TakesCalls: true, Status: not RunStatus.Filling } active ? active : null;
            QueuedCall queued = QueuedAgain(call, run, state.Slots.TakeNumber());
            DateTimeOffset? opening = Pump.OpeningOf(state, queued, now);
            foreach (Tally tally in TalliesOf(state, run)) tally.Reopen(ended, opening is null ? Place.Ready : Place.Delayed);
            run?.Changed();
            if (opening is { } at) state.Delayed.Add([new DelayedCall(at, queued)], now);
            else state.Lanes.Append([(state.PriorityOf(queued), queued)]);
            state.Retained.Reopened(request.Call, now);
        }

        Release(state, request.Call);
    }

    /// <summary>The queue entry of a call whose record has its spec, when it is queued again.</summary>
    public static QueuedCall QueuedAgain(CallSnapshot call, ActiveRun? run, long since)
    {
        CallRules rules = call.Spec.Rules;
        return new QueuedCall
        {
            Run = run?.Ordinal ?? 0,
            Index = run is null ? 0 : call.Id.InRun()!.Value.Index,
            Name = run is null ? call.Id.Name : null,
            To = call.Spec.To,
            Priority = call.Spec.Priority,
            Rules = rules.Window is null && rules.TimeZone is null && rules.Deadline is null && rules.From is null
                ? null
                : new CallRules { Window = rules.Window, TimeZone = rules.TimeZone, Deadline = rules.Deadline, From = rules.From },
            Kept = true,
            Chosen = call.Chosen,
            Since = since,
        };
    }

    /// <summary>Takes a waiting call out of the queue: at once where it is in memory, else by a tombstone. Returns the place at which it was counted.</summary>
    public static Place TakeOut(BusinessState state, ActiveRun? run, string key, long before, bool isDelayed)
    {
        if (state.NumberBusy.Find(call => IsIt(call)) is { } setAside)
        {
            state.NumberBusy.Remove(setAside);
            return Place.Ready;
        }

        if (state.Vetting.Take(IsIt) is not null) return Place.Ready;
        if (state.Delayed.TakeSoon(call => IsIt(call))) return Place.Delayed;
        if (state.Lanes.TakeTail(call => IsIt(call))) return Place.Ready;
        Place likely = isDelayed ? Place.Delayed : Place.Ready;
        Place other = isDelayed ? Place.Ready : Place.Delayed;
        Place place = TalliesOf(state, run).All(tally => tally.Of(likely) > 0) ? likely : other;
        state.Tombstones.Add(key, before, place);
        return place;

        bool IsIt(QueuedCall call) => call.Since < before && call.Key == key && !state.Tombstones.Covers(key, call.Since);
    }

    /// <summary>Calls whose turn came while a request to them was open return to their lanes.</summary>
    public static void Release(BusinessState state, string name)
    {
        foreach (QueuedCall call in state.NumberBusy.Where(call => IsNamed(call)).ToList())
        {
            state.NumberBusy.Remove(call);
            state.Lanes.Return(state.PriorityOf(call), call);
        }

        bool IsNamed(QueuedCall call) => state.NameOf(call) == name;
    }

    public static IEnumerable<Tally> TalliesOf(BusinessState state, ActiveRun? run) => run is null ? [state.Tally] : [state.Tally, run.Tally];

    /// <summary>It was not counted as far as is known; an entry of it in the queue will be removed as a duplicate.</summary>
    private static Place Count(BusinessState state)
    {
        state.Tally.Add(Place.Ready);
        return Place.Ready;
    }
}
