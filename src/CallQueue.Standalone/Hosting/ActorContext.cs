using CallQueue.Hosting.Local;
using CallQueue.Storage;

namespace CallQueue.Hosting;

/// <summary>
/// What the host gives to one actor instance. A save returns as soon as it has its place in the one order of all writes, unless this instance
/// has another one on its way: then it waits for that first, so that a busy actor writes once for many turns. The first save of an instance and changes of its
/// alarm are awaited until they are durable. A failed write ends the instance before the actor is notified of it.
/// </summary>
internal sealed class ActorContext : IActorContext, IRecords, IAlarm, ITurns
{
    private readonly StandaloneHost _host;
    private readonly Activation _activation;
    private int _alarmChanges;

    /// <summary>The place of its last save.</summary>
    private long _saved;

    /// <summary>The last place in the order of writes that what it knows may depend on.</summary>
    private long _learned;

    public ActorContext(StandaloneHost host, Activation activation) => (_host, _activation, Actors) = (host, activation, new LocalActors(this));

    public string Key => _activation.Address.Key;

    public TimeProvider Time => _host.Time;

    public IActors Actors { get; }

    public IRecords Records => this;

    public IAlarm Alarm => this;

    private WriteLoop Writer => _host.Store.Writer;

    public void LetGoSoon() => _activation.LetGoSoon();

    /// <summary>A call or an answer reaches the instance now: from here on it may depend on everything written before. Any thread.</summary>
    public void Learn()
    {
        long now = Writer.Added, known = Volatile.Read(ref _learned);
        while (now > known && Interlocked.CompareExchange(ref _learned, now, known) is var found && found != known) known = found;
    }

    public Task DurableAsync()
    {
        long learned = Volatile.Read(ref _learned);
        if (!Writer.IsSettled(learned)) return SettledAsync(learned);
        return _activation.Fence.IsLost ? Task.FromException(_activation.Fence.Refusal()) : Task.CompletedTask;
    }

    /// <summary>Completes when none of its saves is on its way.</summary>
    public Task SavedAsync() => Writer.SettledAsync(Volatile.Read(ref _saved));

    public Task<T> RunAsync<T>(ActorAddress address, Func<IActor, Task<T>> turn) => _host.BeginTurn(address, turn, this, _activation.Generation);

    public ValueTask<StoredRecord?> LoadAsync(string name, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!Writer.IsSettled(_saved)) return LoadSavedAsync(name);
        if (_activation.Fence.HasEnded) return ValueTask.FromException<StoredRecord?>(_activation.Fence.Refusal());
        return new ValueTask<StoredRecord?>(_host.Store.Load(_activation.Address, name));
    }

    public ValueTask<IReadOnlyList<RecordVersion>> SaveAsync(IReadOnlyList<RecordWrite> batch, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        if (batch.Count == 0) return new([]);
        var request = new RecordBatch(_activation.Address, _activation.Fence, batch);
        if (!request.IsCertain(_host.Store.Versions)) return SaveAwaitedAsync(request);
        if (!Writer.IsSettled(_saved)) return SaveNextAsync(request);
        try
        {
            Queue(request);
            return new(request.Versions());
        }
        catch (UnavailableException e)
        {
            return ValueTask.FromException<IReadOnlyList<RecordVersion>>(e);
        }
    }

    public async ValueTask SetAsync(DateTimeOffset? dueAt, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        if (IsStored(dueAt)) _host.Alarms.Set(_activation.Address, dueAt);
        else await ChangeAlarmAsync(dueAt);
    }

    /// <summary>Setting an unchanged alarm needs no write, unless another change is in progress.</summary>
    private bool IsStored(DateTimeOffset? dueAt) =>
        _alarmChanges == 0 && !_activation.Fence.HasEnded && _host.Alarms.Find(_activation.Address) == dueAt;

    private async Task ChangeAlarmAsync(DateTimeOffset? dueAt)
    {
        Interlocked.Increment(ref _alarmChanges);
        try
        {
            await WriteAsync(new AlarmChange(_activation.Address, _activation.Fence, dueAt));
            _host.Alarms.Set(_activation.Address, dueAt);
        }
        finally
        {
            Interlocked.Decrement(ref _alarmChanges);
        }
    }

    private void Queue(WriteRequest request)
    {
        long place = _host.Store.Queue(request);
        Volatile.Write(ref _saved, place);
        Learn();
    }

    private async ValueTask<IReadOnlyList<RecordVersion>> SaveNextAsync(RecordBatch request)
    {
        while (!Writer.IsSettled(_saved)) await SavedAsync();
        Queue(request);
        return request.Versions();
    }

    private async ValueTask<IReadOnlyList<RecordVersion>> SaveAwaitedAsync(RecordBatch request)
    {
        await WriteAsync(request);
        return request.Versions();
    }

    /// <summary>A write whose success is not taken for granted. One that was submitted is not canceled, since its result would be unknown.</summary>
    private async Task WriteAsync(WriteRequest request)
    {
        try
        {
            await _host.Store.WriteAsync(request);
        }
        catch (UnavailableException e)
        {
            _activation.Retire(e);
            throw;
        }
    }

    private async ValueTask<StoredRecord?> LoadSavedAsync(string name)
    {
        while (!Writer.IsSettled(_saved)) await SavedAsync();
        if (_activation.Fence.HasEnded) throw _activation.Fence.Refusal();
        return _host.Store.Load(_activation.Address, name);
    }

    private async Task SettledAsync(long place)
    {
        await Writer.SettledAsync(place);
        if (_activation.Fence.IsLost) throw _activation.Fence.Refusal();
    }
}
