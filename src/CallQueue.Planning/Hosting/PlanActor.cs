using CallQueue.Hosting;
using CallQueue.Hosting.Local;

namespace CallQueue.Planning.Hosting;

/// <summary>One actor with its records and its alarm.</summary>
internal sealed class PlanActor : IActorContext, IObjectRecords, IAlarm
{
    private readonly PlanHost _host;
    private readonly ActorAddress _address;
    private readonly IActor _actor;
    private readonly Task _ready;
    private readonly Dictionary<string, object> _records = new(StringComparer.Ordinal);
    private bool _hadRecords;
    private int _turns;
    private ITimer? _alarm;

    public PlanActor(PlanHost host, ActorAddress address, ActorKind kind)
    {
        (_host, _address) = (host, address);
        _actor = kind.Create(this);
        _ready = _actor.ActivateAsync(CancellationToken.None);
    }

    public string Key => _address.Key;

    public TimeProvider Time => _host.Clock;

    public IRecords Records => this;

    public IAlarm Alarm => this;

    public IActors Actors => _host.Actors;

    /// <summary>It had records, has none left, and has no running turn.</summary>
    public bool IsForgotten => _turns == 0 && _hadRecords && _records.Count == 0 && _alarm is null;

    /// <summary>Counts a turn in; completes once the actor is activated.</summary>
    public Task EnterAsync()
    {
        _turns++;
        return _ready;
    }

    public Task<T> TakeTurn<T>(Func<IActor, Task<T>> turn) => turn(_actor);

    /// <summary>To be called once for each <see cref="EnterAsync"/>.</summary>
    public void Leave() => _turns--;

    public object? Find(string name) => _records.GetValueOrDefault(name);

    public void Keep(string name, object? value)
    {
        _hadRecords = true;
        if (value is null) _records.Remove(name);
        else _records[name] = value;
    }

    public ValueTask<StoredRecord?> LoadAsync(string name, CancellationToken cancellation = default) =>
        throw new NotSupportedException("the planning host stores records as objects");

    /// <summary>Deletions alone come this way.</summary>
    public ValueTask<IReadOnlyList<RecordVersion>> SaveAsync(IReadOnlyList<RecordWrite> batch, CancellationToken cancellation = default)
    {
        foreach (RecordWrite write in batch)
        {
            if (write.Data is not null) throw new NotSupportedException("the planning host stores records as objects");
            Keep(write.Name, null);
        }

        return new(new RecordVersion[batch.Count]);
    }

    public ValueTask SetAsync(DateTimeOffset? dueAt, CancellationToken cancellation = default)
    {
        _alarm?.Dispose();
        _alarm = null;
        if (dueAt is not { } at) return ValueTask.CompletedTask;
        TimeSpan wait = at - Time.GetUtcNow();
        _alarm = Time.CreateTimer(_ => _host.Ring(_address), null, wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        return ValueTask.CompletedTask;
    }
}
