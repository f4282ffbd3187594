using CallQueue.Storage;

namespace CallQueue.Hosting;

/// <summary>What the host gives to one actor instance. A failed write ends the instance before the actor is notified of it.</summary>
internal sealed class ActorContext(StandaloneHost host, Activation activation) : IActorContext, IRecords, IAlarm
{
    private int _alarmChanges;

    public string Key => activation.Address.Key;

    public TimeProvider Time => host.Time;

    public IActors Actors => host.Actors;

    public IRecords Records => this;

    public IAlarm Alarm => this;

    public void LetGoSoon() => activation.LetGoSoon();

    public ValueTask<StoredRecord?> LoadAsync(string name, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        if (activation.Fence.HasEnded) return ValueTask.FromException<StoredRecord?>(activation.Fence.Refusal());
        return new ValueTask<StoredRecord?>(host.Store.Load(activation.Address, name));
    }

    public async ValueTask<IReadOnlyList<RecordVersion>> SaveAsync(IReadOnlyList<RecordWrite> batch, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        if (batch.Count == 0) return [];
        var request = new RecordBatch(activation.Address, activation.Fence, batch);
        await WriteAsync(request, null);
        return request.Versions();
    }

    public async ValueTask SetAsync(DateTimeOffset? dueAt, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        if (IsStored(dueAt)) host.Alarms.Set(activation.Address, dueAt);
        else await ChangeAlarmAsync(dueAt);
    }

    /// <summary>Setting an unchanged alarm needs no write, unless another change is in progress.</summary>
    private bool IsStored(DateTimeOffset? dueAt) =>
        _alarmChanges == 0 && !activation.Fence.HasEnded && host.Alarms.Find(activation.Address) == dueAt;

    private async Task ChangeAlarmAsync(DateTimeOffset? dueAt)
    {
        Interlocked.Increment(ref _alarmChanges);
        try
        {
            var change = new AlarmChange(activation.Address, activation.Fence, dueAt);
            await WriteAsync(change, () => host.Alarms.Set(activation.Address, dueAt));
        }
        finally
        {
            Interlocked.Decrement(ref _alarmChanges);
        }
    }

    /// <summary>A write that was submitted is not canceled, since its result would be unknown.</summary>
    private async Task WriteAsync(WriteRequest request, Action? written)
    {
        activation.Fence.BeginWrite();
        try
        {
            await host.Store.WriteAsync(request);
            written?.Invoke();
        }
        catch (UnavailableException e)
        {
            activation.Retire(e);
            throw;
        }
        finally
        {
            activation.Fence.EndWrite();
        }
    }
}
