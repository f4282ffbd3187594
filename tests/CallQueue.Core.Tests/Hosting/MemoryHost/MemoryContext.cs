using CallQueue.Hosting.Local;

namespace CallQueue.Hosting.Memory;

/// <summary>What one actor instance sees of the host. After a crash nothing that it asks for is ever answered.</summary>
internal sealed class MemoryContext(MemoryHost host, ActorAddress address) : IActorContext, IRecords, IAlarm, ITurns
{
    public bool IsAlive { get; set; } = true;

    public string Key => address.Key;

    public TimeProvider Time => host.Clock;

    public IRecords Records => this;

    public IAlarm Alarm => this;

    public IActors Actors => new LocalActors(this);

    public async ValueTask<StoredRecord?> LoadAsync(string name, CancellationToken cancellation = default)
    {
        await StepAsync();
        StoredRecord? record = host.Store.Load(address, name);
        await StepAsync();
        return record;
    }

    public async ValueTask<IReadOnlyList<RecordVersion>> SaveAsync(IReadOnlyList<RecordWrite> batch, CancellationToken cancellation = default)
    {
        await StepAsync();
        try
        {
            IReadOnlyList<RecordVersion> versions = host.Store.Save(address, batch);
            await StepAsync();
            return versions;
        }
        catch (StorageException)
        {
            host.LetGo(address, this);
            throw;
        }
    }

    public async ValueTask SetAsync(DateTimeOffset? dueAt, CancellationToken cancellation = default)
    {
        await StepAsync();
        host.SetAlarm(address, dueAt);
    }

    public async Task<T> RunAsync<T>(ActorAddress actor, Func<IActor, Task<T>> turn)
    {
        await StepAsync();
        if (host.Travel is { } travel) await Task.Delay(travel(), host.Clock);
        if (host.LoseMessages) throw new UnavailableException("the message was lost");
        T result = await host.RunAsync(actor, turn);
        await StepAsync();
        return result;
    }

    /// <summary>Gives way to other turns, as every real host does here.</summary>
    private async Task StepAsync()
    {
        await Task.Yield();
        if (!IsAlive) await new TaskCompletionSource().Task;
    }
}
