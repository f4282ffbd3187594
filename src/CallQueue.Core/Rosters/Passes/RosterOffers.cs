using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Hosting;
using Microsoft.Extensions.Logging;

namespace CallQueue.Rosters.Passes;

/// <summary>Submits a shard's calls to the business, and cancels those of contacts that are not called any more.</summary>
internal sealed class RosterOffers(RosterState state, IActorContext context, ILogger log)
{
    /// <summary>Calls on their way to the business or back, at once.</summary>
    public const int AtOnce = 32;

    private readonly Dictionary<string, Task<PassReport>> _underway = new(StringComparer.Ordinal);

    private IBusiness Business => context.Actors.Business(state.Id.Business);

    /// <summary>Offers a call. Until it is answered, taking it back waits for the answer.</summary>
    public async Task<PassReport> OfferAsync(SubmitCall call)
    {
        string name = call.Name!;
        if (_underway.TryGetValue(name, out Task<PassReport>? other)) return await other;
        Task<PassReport> offer = SubmitAsync(call);
        _underway.Add(name, offer);
        try
        {
            return await offer;
        }
        finally
        {
            // A leftover entry would make its cancellation wait for an ended submit.
            _underway.Remove(name);
        }
    }

    /// <summary>Cancels those of these names that the committed root has for cancellation; names of live calls stay in it.</summary>
    public async Task CancelAsync(IEnumerable<string> names)
    {
        foreach (string[] some in names.Chunk(AtOnce)) await Task.WhenAll(some.Select(CancelAsync));
    }

    private async Task CancelAsync(string name)
    {
        if (_underway.TryGetValue(name, out Task<PassReport>? offer)) await ((Task)offer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!state.Cancels.Contains(name)) return; // Its contact is called again.
        CallVerbAnswer answer = await Business.CancelCallAsync(new CancelCall(name));

        // A live call ends by itself; what might follow it is canceled then.
        bool isLive = answer is { Result: CallVerbResult.Refused, Status: not CallStatus.Ended };
        if (!isLive) state.Cancels.Remove(name);
    }

    private async Task<PassReport> SubmitAsync(SubmitCall call)
    {
        SubmitAnswer answer = await Business.SubmitAsync(call);
        if (answer is SubmitAnswer.Conflict && await KeptAsync(call.Name!) is { } kept) answer = await Business.SubmitAsync(kept);
        if (answer is SubmitAnswer.Refused refused) log.Refused(call.Name!, state.Id, refused.Problem.ToString());
        return answer switch
        {
            SubmitAnswer.Taken { Added: true } => new PassReport(1, 1, 0),
            SubmitAnswer.Refused => new PassReport(1, 0, 1),
            _ => new PassReport(1, 0, 0),
        };
    }

    /// <summary>The number was changed after a submit that a crash may have interrupted: the call stored then, if it was not queued.</summary>
    private async Task<SubmitCall?> KeptAsync(string name) =>
        await context.Actors.Call(new CallId(state.Id.Business, name)).GetAsync() is { Queued: false, Status: not CallStatus.Ended } call
            ? RosterCalls.Again(name, call.Spec)
            : null;
}
