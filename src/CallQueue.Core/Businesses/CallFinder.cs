using CallQueue.Calls;
using CallQueue.Hosting;

namespace CallQueue.Businesses;

/// <summary>Finds one call of a business by its name.</summary>
internal sealed class CallFinder(BusinessState state, QueueReader reader, IActorContext context)
{
    /// <summary>A waiting or live call as the business keeps it; null for any other.</summary>
    public async Task<ListedCall?> FindAsync(string name)
    {
        if (!CallId.IsName(name)) return null;
        if (await reader.FindLiveAsync(name) is { } live) return live;

        // Most have a record, or have a place in their run; only what was never tried is looked for.
        var id = new CallId(state.Id, name);
        CallSnapshot? known = await context.Actors.Call(id).GetAsync();
        if (known is not null) return Listed(known);
        if (id.InRun() is not { } place || state.FindRun(place.Run.Name) is not { TakesCalls: true } run || place.Index >= run.Received) return null;
        if (await reader.FindAsync(name, run.Ordinal, place.Index) is not { } found || !state.Runs.Contains(run)) return null;
        bool isDelayed = found.At > DateTimeOffset.MinValue;
        return reader.ToListed(isDelayed ? QueuePart.Delayed : QueuePart.Ready, found.Call, isDelayed ? found.At : null);
    }

    private ListedCall? Listed(CallSnapshot known)
    {
        QueuePart? part = known.Status switch
        {
            CallStatus.Ended => null,
            CallStatus.Delayed => QueuePart.Delayed,
            CallStatus.Ready => QueuePart.Ready,
            _ => QueuePart.Live,
        };
        int? index = known.Order.Run is null ? null : known.Id.InRun()?.Index;
        return part is null ? null : new ListedCall(part.Value, known.Id.Name, known.Order.Run, index, known.RetryAt, null);
    }
}
