using CallQueue.Hosting.Local;

namespace CallQueue.Hosting.Memory;

/// <summary>What a host that keeps records as objects gives to an actor.</summary>
internal sealed class ObjectContext(MemoryHost host, ActorAddress address) : IActorContext, IObjectRecords, IAlarm
{
    private readonly Dictionary<string, object> _records = new(StringComparer.Ordinal);
    private bool _hadRecords;

    public string Key => address.Key;

    public TimeProvider Time => host.Time;

    public IRecords Records => this;

    public IAlarm Alarm => this;

    public IActors Actors => host.Actors;

    /// <summary>It had records and has neither records nor an alarm left, so it equals a new instance.</summary>
    public bool IsForgotten => _hadRecords && _records.Count == 0 && !host.HasAlarm(address);

    public object? Find(string name) => _records.GetValueOrDefault(name);

    public void Keep(string name, object? value)
    {
        _hadRecords = true;
        if (value is null) _records.Remove(name);
        else _records[name] = value;
    }

    public ValueTask<StoredRecord?> LoadAsync(string name, CancellationToken cancellation = default) =>
        throw new NotSupportedException("this host keeps records as objects");

    /// <summary>Only deletions are saved this way.</summary>
    public ValueTask<IReadOnlyList<RecordVersion>> SaveAsync(IReadOnlyList<RecordWrite> batch, CancellationToken cancellation = default)
    {
        foreach (RecordWrite write in batch)
        {
            if (write.Data is not null) throw new NotSupportedException("this host keeps records as objects");
            Keep(write.Name, null);
        }

        return new(new RecordVersion[batch.Count]);
    }

    public ValueTask SetAsync(DateTimeOffset? dueAt, CancellationToken cancellation = default)
    {
        host.SetAlarm(address, dueAt);
        return ValueTask.CompletedTask;
    }
}
