using CallQueue.Businesses.State;
using CallQueue.Calls;
using CallQueue.Hosting;
using CallQueue.Outboxes;
using CallQueue.Runs;
using Microsoft.Extensions.Logging;

namespace CallQueue.Businesses.Effects;

/// <summary>
/// Delivers the ends in a business's outboxes to sinks, only those that are durable. Delivered ends are removed with the next commit:
/// a crash before it delivers them again. Nothing else of the business waits for deliveries.
/// </summary>
/// <param name="turn">Pump and commit.</param>
internal sealed class OutboxDeliveries(BusinessState state, IActorContext context, CallQueueServices services, Func<Task> turn)
{
    private readonly ILogger _log = services.Logging.CreateLogger<OutboxDeliveries>();

    private DateTimeOffset Now => context.Time.GetUtcNow();

    /// <summary>Delivers what is due now; one batch at a time for each sink.</summary>
    public void Look()
    {
        foreach ((Outbox outbox, IEndingSink sink) in state.Outboxes.Served)
            if (outbox.Start(sink.MostAtOnce, Now) is { } batch) _ = TellAsync(outbox, sink, batch);
    }

    private async Task TellAsync(Outbox outbox, IEndingSink sink, OutboxBatch batch)
    {
        long begun = context.Time.GetTimestamp();
        try
        {
            Ending[] endings = await Task.WhenAll(batch.Entries.Select(DescribeAsync));
            await context.DurableAsync();
            IReadOnlyList<Delivery> answers = await sink.DeliverAsync(new EndingBatch(state.Id, state.Settings, endings));
            if (answers.Count != endings.Length) throw new InvalidOperationException("a sink must answer for each ending");
            services.Instruments.Deliveries.Answered(sink.Name, answers, context.Time.GetElapsedTime(begun));
            foreach ((OutboxEntry entry, string problem) in outbox.Answer(batch, answers, Now)) _log.GivenUp(sink.Name, state.Id, entry.Name, problem);
        }
        catch (Exception e)
        {
            services.Instruments.Deliveries.Failed(sink.Name, batch.Entries.Count, context.Time.GetElapsedTime(begun));
            _log.NotTaken(sink.Name, state.Id, batch.Entries.Count, e);
            outbox.Fail(batch, e is SinkUnavailableException ? e.Message : $"failed ({e.GetType().Name}); see the server's log", Now);
        }

        try
        {
            await turn();
        }
        catch (Exception e)
        {
            // This instance has ended. The next one finds the batch in the outbox.
            _log.NotNoted(sink.Name, state.Id, e);
        }
    }

    private async Task<Ending> DescribeAsync(OutboxEntry entry)
    {
        CallSnapshot? call = entry.Outcome is null ? null : await context.Actors.Call(new CallId(state.Id, entry.Name)).GetAsync();
        RunSnapshot? run = entry.Run is null ? null : await context.Actors.Run(new RunId(state.Id, entry.Name)).GetAsync();
        return Ending.Of(state.Id, entry, call, run);
    }
}
