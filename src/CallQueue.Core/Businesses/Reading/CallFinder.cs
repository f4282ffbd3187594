using CallQueue.Businesses.Queues;
using CallQueue.Businesses.State;
using CallQueue.Calls;
using CallQueue.Guards;
using CallQueue.Hosting;

namespace CallQueue.Businesses.Reading;

/// <summary>Finds one call of a business by its name.</summary>
internal sealed class CallFinder(BusinessState state, QueueReader reader, IActorContext context)
{
    /// <summary>The farthest position that is counted.</summary>
    private const int MostBefore = 10_000;

    /// <summary>A waiting or live call as the business stores it; null for any other.</summary>
    public async Task<ListedCall?> FindAsync(string name)
    {
        if (!CallId.IsName(name)) return null;
        if (await reader.FindLiveAsync(name) is { } live) return live;

        // Most calls have a record, or a place in their run; only calls never tried must be searched.
        var id = new CallId(state.Id, name);
        CallSnapshot? known = await context.Actors.Call(id).GetAsync();
        if (known is not null) return Listed(known);
        if (id.InRun() is not { } place || state.FindRun(place.Run.Name) is not { TakesCalls: true } run || place.Index >= run.Received) return null;
        if (await reader.FindAsync(name, run.Ordinal, place.Index) is not { } found || !state.Runs.Contains(run)) return null;
        bool isDelayed = found.At > DateTimeOffset.MinValue;
        return reader.ToListed(isDelayed ? QueuePart.Delayed : QueuePart.Ready, found.Call, isDelayed ? found.At : null);
    }

    /// <summary>Why a call waits; null when the business has no such call.</summary>
    public async Task<CallReasons?> WhyAsync(string name)
    {
        if (!CallId.IsName(name)) return null;
        CallSnapshot? known = await context.Actors.Call(new CallId(state.Id, name)).GetAsync();
        if (known is { Status: not (CallStatus.Ready or CallStatus.Delayed) }) return new CallReasons(known.Status, known.Outcome, [], null, null);
        if (state.Slots.Find(name) is not null) return new CallReasons(CallStatus.Dialing, null, [], null, null);
        if (await FindAsync(name) is not { Part: not QueuePart.Live } listed) return null;
        ActiveRun? run = listed.Run is { } of && state.FindRun(of) is { TakesCalls: true } active ? active : null;
        CallSpec spec = known?.Spec ?? listed.Spec!;
        long? position = listed.Part == QueuePart.Ready
            ? await reader.PositionAsync(run is null ? name : QueuedCall.KeyOf(run.Ordinal, listed.Index!.Value), MostBefore)
            : null;
        Clearance clearance = await LookAsync(spec.To);
        return new Reasons(state, context.Time.GetUtcNow()) { Clearance = clearance }.Of(spec, run, listed, known?.Attempts.Count > 0, position);
    }

    /// <summary>The current answer of the guards for a number.</summary>
    private async Task<Clearance> LookAsync(PhoneNumber number)
    {
        Clearance everybody = await context.Actors.Guard(GuardId.Of(null, number)).LookAsync(new ClearNumber(number, 0, null));
        bool asksOwn = everybody == Clearance.Clear && (state.HasList || state.Settings.ContactCaps is { Count: > 0 });
        return asksOwn ? await context.Actors.Guard(GuardId.Of(state.Id, number)).LookAsync(new ClearNumber(number, 0, state.Settings.ContactCaps)) : everybody;
    }

    private static ListedCall? Listed(CallSnapshot known)
    {
        QueuePart? part = known.Status switch
        {
            CallStatus.Ended => null,
            CallStatus.Delayed => QueuePart.Delayed,
            CallStatus.Ready => QueuePart.Ready,
            _ => QueuePart.Live,
        };
        int? index = known.Spec.Run is null ? null : known.Id.InRun()?.Index;
        return part is null ? null : new ListedCall(part.Value, known.Id.Name, known.Spec.Run, index, known.RetryAt, null);
    }
}
