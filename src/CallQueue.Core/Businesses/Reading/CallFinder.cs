using CallQueue.Businesses.Queues;
using CallQueue.Businesses.State;
using CallQueue.Calls;
using CallQueue.Guards;
using CallQueue.Hosting;
using CallQueue.Runs;

namespace CallQueue.Businesses.Reading;

/// <summary>Finds one call of a business by its name: the one answer to where a call is, for every endpoint.</summary>
internal sealed class CallFinder(BusinessState state, QueueReader reader, IActorContext context)
{
    /// <summary>The farthest position that is counted.</summary>
    private const int MostBefore = 10_000;

    /// <summary>Pages may be used up while they are searched; then the call is looked for again.</summary>
    private const int MostSearches = 3;

    private DateTimeOffset Now => context.Time.GetUtcNow();

    /// <summary>
    /// A waiting or live call as the business stores it, or one that its run's stop or deadline has ended while it waited; null for
    /// any other.
    /// </summary>
    public async Task<ListedCall?> FindAsync(string name)
    {
        if (!CallId.IsName(name)) return null;
        if (await reader.FindLiveAsync(name) is { } live) return live;
        var id = new CallId(state.Id, name);
        return await FindAsync(id, await context.Actors.Call(id).GetAsync());
    }

    /// <summary>Why a call waits; null when the business has no such call.</summary>
    public async Task<CallReasons?> WhyAsync(string name)
    {
        if (!CallId.IsName(name)) return null;
        var id = new CallId(state.Id, name);
        CallSnapshot? known = await context.Actors.Call(id).GetAsync();
        if (known is { Status: not (CallStatus.Ready or CallStatus.Delayed) }) return new CallReasons(known.Status, known.Outcome, [], null, null);
        if (state.Slots.Find(name) is not null) return new CallReasons(CallStatus.Dialing, null, [], null, null);
        if (await FindAsync(id, known) is not { } listed) return null;
        if (listed.Part == QueuePart.Live) return new CallReasons(CallStatus.Dialing, null, [], null, null);
        if (listed.Part is QueuePart.Completed or QueuePart.Failed) return new CallReasons(CallStatus.Ended, listed.Outcome, [], null, null);
        ActiveRun? run = RunOf(listed);
        CallSpec spec = known?.Spec ?? listed.Spec!;
        string key = run is null ? name : QueuedCall.KeyOf(run.Ordinal, listed.Index!.Value);
        long? position = listed.Part == QueuePart.Ready
            ? await reader.PositionAsync(key, MostBefore)
            : await reader.DelayedPositionAsync(key, listed.At!.Value, MostBefore);
        Clearance clearance = await LookAsync(spec.To);
        return new Reasons(state, Now) { Clearance = clearance }.Of(spec, run, listed, known, position);
    }

    private async Task<ListedCall?> FindAsync(CallId id, CallSnapshot? known)
    {
        if (known is { Status: CallStatus.Ended }) return null;
        if (known is { Status: not (CallStatus.Ready or CallStatus.Delayed) }) return Listed(QueuePart.Live, known, null);
        return known is null ? await FindUntriedAsync(id) : await FindTriedAsync(known);
    }

    /// <summary>A waiting call that has a record: only calls that wait for a time are searched.</summary>
    private async Task<ListedCall?> FindTriedAsync(CallSnapshot known)
    {
        ActiveRun? run = known.Spec.Run is { } name ? state.FindRun(name) : null;
        if (known.Spec.Run is not null && run is not { TakesCalls: true })
        {
            // Queued alone, since it was retried later; or its run ended while it waited.
            if (await reader.FindAsync(known.Id.Name, 0, 0) is { } alone) return Waiting(alone, known);
            RunSnapshot? over = run?.ToSnapshot() ?? await context.Actors.Run(new RunId(state.Id, known.Spec.Run)).GetAsync();
            return over?.UnnamedEnd() is { } outcome ? Listed(QueuePart.Failed, known, null) with { Outcome = outcome } : null;
        }

        if (known.RetryAt > Now) return Listed(QueuePart.Delayed, known, known.RetryAt);
        DelayedCall? later = await reader.FindDelayedAsync(known.Id.Name, run?.Ordinal ?? 0, known.Id.InRun()?.Index ?? 0);
        return later is null ? Listed(QueuePart.Ready, known, null) : Waiting(later, known);
    }

    /// <summary>A call of a run that was never dialed has no record: its place in the run leads to it.</summary>
    private async Task<ListedCall?> FindUntriedAsync(CallId id)
    {
        if (id.InRun() is not { } place) return null;
        for (int tries = 0; tries < MostSearches; tries++)
        {
            if (state.FindRun(place.Run.Name) is not { } run || place.Index >= run.Received) return null;
            if (run.UntoldEnd(place.Index) is { } told) return Ended(told);
            if (run.TakesCalls && await reader.SeekAsync(run.Ordinal, place.Index) is { } near && state.Runs.Contains(run)) return Untried(near);
            if ((await context.Actors.Run(place.Run).ResultsAsync(place.Index, 1)) is [var result]) return Ended(result.Outcome);
            if (!run.TakesCalls) return run.ToSnapshot().UnnamedEnd() is { } outcome ? Ended(outcome) : null;
            if (await reader.FindAsync(id.Name, run.Ordinal, place.Index) is { } found && state.Runs.Contains(run)) return Untried(found);
            if (await reader.FindLiveAsync(id.Name) is { } live) return live;
        }

        return null;

        ListedCall Ended(Outcome outcome) =>
            new(outcome == Outcome.Completed ? QueuePart.Completed : QueuePart.Failed, id.Name, place.Run.Name, place.Index, null, null, outcome);

        ListedCall Untried(DelayedCall found) => found.At > DateTimeOffset.MinValue
            ? reader.ToListed(QueuePart.Delayed, found.Call, found.At)
            : reader.ToListed(QueuePart.Ready, found.Call, null);
    }

    /// <summary>The current answer of the guards for a number.</summary>
    private async Task<Clearance> LookAsync(PhoneNumber number)
    {
        Clearance everybody = await context.Actors.Guard(GuardId.Of(null, number)).LookAsync(new ClearNumber(number, 0, null));
        bool asksOwn = everybody.IsClear && (state.HasList || state.Settings.ContactCaps is { Count: > 0 });
        return asksOwn ? await context.Actors.Guard(GuardId.Of(state.Id, number)).LookAsync(new ClearNumber(number, 0, state.Settings.ContactCaps)) : everybody;
    }

    private ActiveRun? RunOf(ListedCall listed) => listed.Run is { } of && state.FindRun(of) is { TakesCalls: true } active ? active : null;

    private static ListedCall Waiting(DelayedCall found, CallSnapshot known) => found.At > DateTimeOffset.MinValue
        ? Listed(QueuePart.Delayed, known, found.At)
        : Listed(QueuePart.Ready, known, null);

    private static ListedCall Listed(QueuePart part, CallSnapshot known, DateTimeOffset? at) =>
        new(part, known.Id.Name, known.Spec.Run, known.Spec.Run is null ? null : known.Id.InRun()?.Index, at, null);
}
