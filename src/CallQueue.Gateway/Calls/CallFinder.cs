using CallQueue.Businesses;
using CallQueue.Runs;

namespace CallQueue.Calls;

/// <summary>Finds calls in all places that may have them.</summary>
internal static class CallFinder
{
    /// <summary>
    /// The call by its record, else by its run; null when there is none. The cost does not depend on the number of waiting calls: a waiting
    /// call of a run is found without what was asked for it.
    /// </summary>
    public static async Task<CallFacts?> FindAsync(IActors actors, CallId id, TimeProvider time)
    {
        if (!CallId.IsName(id.Name)) return null;
        if (await actors.Call(id).GetAsync() is { } call) return CallFacts.Of(call, time.GetUtcNow());
        if (id.InRun() is not { } place) return null;

        IRun actor = actors.Run(place.Run);
        if (await actor.GetAsync() is not { } run || place.Index >= run.Counts.Total) return null;
        IReadOnlyList<RunResult> results = await actor.ResultsAsync(place.Index, 1);
        return CallFacts.Of(run, id, place.Index, results.FirstOrDefault(r => r.Index == place.Index));
    }

    /// <summary>The same, and for a waiting call of a run also what was asked, which its business looks up in its queue.</summary>
    public static async Task<CallFacts?> FindWhollyAsync(IActors actors, CallId id, TimeProvider time)
    {
        CallFacts? facts = await FindAsync(actors, id, time);
        if (facts is not { Spec: null, Status: CallStatus.Ready }) return facts;
        return await actors.Business(id.Business).FindAsync(id.Name) is { } listed ? CallFacts.Of(listed, id.Business) : facts;
    }

    /// <summary>A page of a business's calls, with the data of their records.</summary>
    public static async Task<(IReadOnlyList<CallFacts> Calls, long Total)> ListAsync(IActors actors, BusinessId business, ListCalls request, TimeProvider time)
    {
        CallPage page = await actors.Business(business).ListAsync(request);
        CallFacts[] calls = await Task.WhenAll(page.Calls.Select(call => CompleteAsync(actors, business, call, time)));
        return (calls, page.Total);
    }

    private static async Task<CallFacts> CompleteAsync(IActors actors, BusinessId business, ListedCall call, TimeProvider time)
    {
        // A waiting call that its business stores completely has no record.
        bool isWhole = call.Spec is not null && call.Part is QueuePart.Ready or QueuePart.Delayed;
        CallSnapshot? record = isWhole ? null : await actors.Call(new CallId(business, call.Name)).GetAsync();
        return CallFacts.Of(call, record, business, time.GetUtcNow());
    }
}
