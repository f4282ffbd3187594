namespace CallQueue.Benchmarks.Wire.Systems;

/// <summary>A queue under measurement: its processes, and how calls are handed to it.</summary>
internal abstract class WireSystem : IAsyncDisposable
{
    /// <summary>The processes of the system itself; the first one was started first.</summary>
    public abstract IReadOnlyList<MeasuredProcess> Processes { get; }

    /// <summary>The process id of its Redis; null: none.</summary>
    public virtual int? Redis => null;

    /// <summary>Ports that take the carrier's webhooks in turn; empty: the one that the URL names.</summary>
    public virtual IReadOnlyList<int> WebhookPorts => [];

    /// <summary>Starts it. It takes calls afterwards.</summary>
    public abstract Task StartAsync();

    /// <summary>Hands over calls that wait. Every business of the shape gets the same number.</summary>
    /// <param name="shape">The businesses and their slots.</param>
    /// <param name="run">A name that is used once.</param>
    /// <param name="first">The first of <paramref name="calls"/> numbers that are used once.</param>
    /// <param name="calls">Over all businesses.</param>
    public abstract Task EnqueueAsync(WireShape shape, string run, int first, int calls);

    /// <summary>Lets the waiting calls be dialed.</summary>
    public abstract Task ReleaseAsync(WireShape shape);

    /// <summary>How many calls of the run it has recorded as completed; null: it keeps no record.</summary>
    public virtual Task<int?> RecordedAsync(WireShape shape, string run) => Task.FromResult<int?>(null);

    /// <summary>The event stream of a business, once it has begun; null: the system has none.</summary>
    public virtual Task<Stream?> OpenEventsAsync(string business) => Task.FromResult<Stream?>(null);

    public abstract ValueTask DisposeAsync();
}
