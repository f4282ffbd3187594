using CallQueue.Businesses;
using CallQueue.Businesses.Steps;

namespace CallQueue.Outboxes;

/// <summary>A sink that writes down what it is told, and fails as it is told to.</summary>
internal sealed class CollectingSink(string name = "call_log", int mostAtOnce = 128) : IEndingSink
{
    public string Name => name;

    public int MostAtOnce => mostAtOnce;

    public Func<BusinessSettings, bool> IsWanted { get; set; } = _ => true;

    /// <summary>Its answer to one ending.</summary>
    public Func<Ending, Delivery> Answer { get; set; } = _ => Delivery.Done.Instance;

    /// <summary>While true it takes nothing.</summary>
    public bool IsDown { get; set; }

    /// <summary>Called before each batch.</summary>
    public Func<EndingBatch, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called after each batch, before it is answered.</summary>
    public Action After { get; set; } = () => { };

    /// <summary>Everything it was told while it was up, repetitions included.</summary>
    public List<Ending> Told { get; } = [];

    public int Tries { get; private set; }

    public IEnumerable<Ending.OfCall> Calls => Told.OfType<Ending.OfCall>();

    public bool Wants(BusinessSettings settings) => IsWanted(settings);

    public async Task<IReadOnlyList<Delivery>> DeliverAsync(EndingBatch batch)
    {
        Tries++;
        batch.Endings.Count.ShouldBeInRange(1, mostAtOnce);
        await Task.Yield();
        await Before(batch);
        if (IsDown) throw new SinkUnavailableException("it is down");
        Told.AddRange(batch.Endings);
        After();
        return [.. batch.Endings.Select(Answer)];
    }
}
