using CallQueue.Hosting.Local;

namespace CallQueue.Hosting.Memory;

/// <summary>
/// What the host gives to one actor instance. Every request yields to other turns before and after it, as on any real host.
/// After a crash no request is ever answered.
/// </summary>
internal sealed class MemoryContext : IActorContext, IRecords, IAlarm, ITurns
{
    private readonly MemoryHost _host;
    private readonly Activation _activation;

    public MemoryContext(MemoryHost host, Activation activation) => (_host, _activation, Actors) = (host, activation, new LocalActors(this));

    public string Key => _activation.Address.Key;

    public TimeProvider Time => _host.Time;

    public IRecords Records => this;

    public IAlarm Alarm => this;

    public IActors Actors { get; }

    public static StorageException Refusal() => new("This instance has ended: an earlier write of it failed.");

    public async ValueTask<StoredRecord?> LoadAsync(string name, CancellationToken cancellation = default)
    {
        await StepAsync();
        StoredRecord? record = _host.Store.Load(_activation.Address, name);
        await StepAsync();
        return record;
    }

    public async ValueTask<IReadOnlyList<RecordVersion>> SaveAsync(IReadOnlyList<RecordWrite> batch, CancellationToken cancellation = default)
    {
        await StepAsync();
        IReadOnlyList<RecordVersion> versions = Write(() => _host.Store.Save(_activation.Address, batch));
        await StepAsync();
        return versions;
    }

    public async ValueTask SetAsync(DateTimeOffset? dueAt, CancellationToken cancellation = default)
    {
        await StepAsync();
        Write(() =>
        {
            if (_host.Store.AlarmFault(_activation.Address) is { } fault) throw fault;
            _host.SetAlarm(_activation.Address, dueAt);
            return true;
        });
    }

    public async Task<T> RunAsync<T>(ActorAddress address, Func<IActor, Task<T>> turn)
    {
        await StepAsync();
        T result = await _host.Wire.RunAsync(address, turn);
        await StepAsync();
        return result;
    }

    /// <summary>A failed write ends the instance before its actor can catch the exception.</summary>
    private T Write<T>(Func<T> write)
    {
        if (_activation.HasEnded) throw Refusal();
        try
        {
            return write();
        }
        catch (StorageException)
        {
            _activation.End();
            throw;
        }
    }

    private async Task StepAsync()
    {
        await Task.Yield();
        if (_activation.IsKilled) await new TaskCompletionSource().Task;
    }
}
