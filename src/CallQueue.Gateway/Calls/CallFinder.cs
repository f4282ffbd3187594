using CallQueue.Businesses;
using CallQueue.ChosenIds;
using CallQueue.Runs;

namespace CallQueue.Calls;

/// <summary>Finds calls in all places that may have them.</summary>
internal static class CallFinder
{
    /// <summary>
    /// The call wherever it is; null when there is none. Its own record has the state at the carrier; where it waits, and what was
    /// asked for a call that was never dialed, only its business can say, which every endpoint asks for it.
    /// </summary>
    public static async Task<CallFacts?> FindAsync(IActors actors, BusinessId business, string name, TimeProvider time)
    {
        if (!CallId.IsName(name)) return null;
        var id = new CallId(business, name);
        CallSnapshot? call = await actors.Call(id).LookAsync();
        if (call is null && await ChosenIdBook.ResolveAsync(actors, id) is var known && known != id)
        {
            (id, name) = (known, known.Name);
            call = await actors.Call(id).LookAsync();
        }

        if (call is { Status: not (CallStatus.Ready or CallStatus.Delayed) }) return CallFacts.Of(call, time.GetUtcNow());
        if (call is null && id.InRun() is null) return null;
        if (await actors.Business(business).FindAsync(name) is { } listed) return CallFacts.Of(listed, call, business, time.GetUtcNow());

        // It ended while its business was asked, or a crash came between its submit and the queue.
        if (call is not null) return CallFacts.Of(await actors.Call(id).GetAsync() ?? call, time.GetUtcNow());
        return await FindInRunAsync(actors, id);
    }

    /// <summary>A call without a record that does not wait: its run has how it ended.</summary>
    private static async Task<CallFacts?> FindInRunAsync(IActors actors, CallId id)
    {
        RunId name = id.InRun()!.Value.Run;
        int index = id.InRun()!.Value.Index;
        IRun actor = actors.Run(name);
        if (await actor.GetAsync() is not { } run || index >= run.Counts.Total) return null;
        IReadOnlyList<RunResult> results = await actor.ResultsAsync(index, 1);
        return CallFacts.Of(run, id, index, results.FirstOrDefault(r => r.Index == index));
    }

    /// <summary>A page of a business's calls, with the data of their records.</summary>
    public static async Task<(IReadOnlyList<CallFacts> Calls, long Total)> ListAsync(IActors actors, BusinessId business, ListCalls request, TimeProvider time)
    {
        CallPage page = await actors.Business(business).ListAsync(request);
        CallFacts[] calls = await Task.WhenAll(page.Calls.Select(call => CompleteAsync(actors, business, call, time)));
        return (calls, page.Total);
    }

    /// <summary>A call that its business lists, with the data of its record.</summary>
    public static async Task<CallFacts> CompleteAsync(IActors actors, BusinessId business, ListedCall call, TimeProvider time)
    {
        // A waiting call that its business stores completely has no record.
        bool isWhole = call.Spec is not null && call.Part is QueuePart.Ready or QueuePart.Delayed;
        CallSnapshot? record = isWhole ? null : await actors.Call(new CallId(business, call.Name)).LookAsync();
        return CallFacts.Of(call, record, business, time.GetUtcNow());
    }
}
