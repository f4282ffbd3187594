using System.Collections.Concurrent;
using CallQueue;
using CallQueue.Businesses;
using CallQueue.Outboxes;

namespace Samples.Extensions;

/// <summary>
/// A handler of calls that ended without being completed. It gets each end at least once, through crashes as well: the same EventId is the
/// same end. Register it with the queue's sinks (CallQueueServices.Sinks).
/// </summary>
public sealed class FailedCalls : IEndingSink
{
    private readonly ConcurrentDictionary<string, Ending.OfCall> _failed = new();

    /// <summary>Those that came, each once. A real handler would open a ticket, or write to a list of numbers to check.</summary>
    public ICollection<Ending.OfCall> All => _failed.Values;

    public string Name => "failed-calls";

    public int MostAtOnce => 64;

    public bool Wants(BusinessSettings settings) => true;

    public Task<IReadOnlyList<Delivery>> DeliverAsync(EndingBatch batch)
    {
        foreach (Ending.OfCall call in batch.Endings.OfType<Ending.OfCall>().Where(call => call.Outcome != Outcome.Completed)) _failed.TryAdd(call.EventId, call);
        return Task.FromResult<IReadOnlyList<Delivery>>([.. batch.Endings.Select(_ => Delivery.Done.Instance)]);
    }
}
