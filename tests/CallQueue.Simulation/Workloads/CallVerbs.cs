using CallQueue.Businesses;
using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Simulation.Running;

namespace CallQueue.Simulation.Workloads;

/// <summary>Somebody at a list of calls, who picks one and cancels, retries or moves it, and asks again until it is answered.</summary>
internal sealed class CallVerbs(World world, IActors actors, BusinessBook book, Book all)
{
    private readonly Chance chance = world.Chance.Fork();

    private IBusiness Business => actors.Business(book.Plan.Id);

    public async Task DoAsync(Errand errand)
    {
        QueuePart part = errand is Errand.Retry ? QueuePart.Failed : chance.Pick([QueuePart.Ready, QueuePart.Ready, QueuePart.Delayed, QueuePart.Live]);
        CallPage page = await UntilAnsweredAsync(() => Business.ListAsync(new ListCalls(part, chance.Of(0.7) ? 0 : chance.Below(20), 20)));
        if (page.Calls.Count > page.Total) throw world.Break("P6", $"{book.Plan.Id}: {page.Calls.Count} {part} calls listed of {page.Total}");

        // A call alone that was submitted twice may stand in the queue twice.
        List<ListedCall> ofRuns = [.. page.Calls.Where(call => call.Run is not null)];
        if (ofRuns.DistinctBy(call => call.Name).Count() < ofRuns.Count)
            throw world.Break("P6", $"{book.Plan.Id}: a call is listed twice among {string.Join(", ", page.Calls.Select(call => call.Name))}");
        if (page.Calls.Count == 0) return;
        AskedCall call = all.Calls[new CallId(book.Plan.Id, chance.Pick(page.Calls).Name)];
        await UntilAnsweredAsync(() => actors.Call(call.Id).LookAsync());
        await (errand switch
        {
            Errand.Cancel cancel when call.RetriesSent.Count == 0 => CancelAsync(call, cancel.HangUp),
            Errand.Retry when call.Cancels.Count == 0 && !IsToBeStopped(call) => RetryAsync(call),
            Errand.Move move => UntilAnsweredAsync(() => Business.MoveCallAsync(new MoveCall(call.Id.Name, move.To))),
            _ => Task.CompletedTask,
        });
    }

    private async Task CancelAsync(AskedCall call, bool hangUp)
    {
        var span = new Span(world.Now);
        call.Cancels.Add(span);
        CallVerbAnswer answer = await UntilAnsweredAsync(() => Business.CancelCallAsync(new CancelCall(call.Id.Name, hangUp)));
        if (world.Tracing) world.Trace($"told cancel {call.Id}: {answer}");
        if (answer.Result is CallVerbResult.Done or CallVerbResult.Unchanged) span.AnsweredAt = world.Now;
        if (answer.Result == CallVerbResult.NotFound) throw world.Break("P4", $"{call.Id} was listed, and is not found");
    }

    private async Task RetryAsync(AskedCall call)
    {
        DateTimeOffset sentAt = world.Now;
        CallVerbAnswer answer = await UntilAnsweredAsync(() =>
        {
            call.RetriesSent.Add(sentAt = world.Now);
            return Business.RetryCallAsync(call.Id.Name);
        });
        if (world.Tracing) world.Trace($"told retry {call.Id}: {answer}");
        if (answer.Result == CallVerbResult.Done) call.RetriesTaken.Add(sentAt);
    }

    /// <summary>What a stop cancels of a retried call is counted, not listed: its last result stays.</summary>
    private bool IsToBeStopped(AskedCall call) =>
        call.Run is { } run && book.Plan.Errands.OfType<Errand.Stop>().Any(stop => stop.Run == run.Plan.Name);

    private Task<T> UntilAnsweredAsync<T>(Func<Task<T>> ask) => world.UntilAnsweredAsync(ask, () => chance.Seconds(0.1, 10));
}
