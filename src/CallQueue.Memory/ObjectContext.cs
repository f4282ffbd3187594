using CallQueue.Hosting.Local;

namespace CallQueue.Hosting.Memory;

/// <summary>What an actor gets from a host that keeps records as objects.</summary>
internal sealed class ObjectContext(MemoryHost host, ActorAddress address) : IActorContext, IObjectRecords, IAlarm
{
    private readonly Dictionary<string, object> _records = new(StringComparer.Ordinal);
    private bool _hadRecords;

    public string Key => address.Key;

    public TimeProvider Time => host.Time;

    public IRecords Records => this;

    public IAlarm Alarm => this;

    public IActors Actors => host.Actors;

    /// <summary>It had records and has neither one nor an alarm left: without the instance all is as before it was first asked.</summary>
    public bool IsForgotten => _hadRecords && _records.Count == 0 && !host.HasAlarm(address);

    public object? Find(string name) => _records.GetValueOrDefault(name);

    public void Keep(string name, object? value)
    {
        _hadRecords = true;
        if (value is null) _records.Remove(name);
        else _records[name] = value;
    }

    public ValueTask<StoredRecord?> LoadAsync(string name, CancellationToken cancellation = default) =>
        throw new NotSupportedException("records are kept as objects here");

    /// <summary>Deletions alone come this way.</summary>
    public ValueTask<IReadOnlyList<RecordVersion>> SaveAsync(IReadOnlyList<RecordWrite> batch, CancellationToken cancellation = default)
    {
        foreach (RecordWrite write in batch)
        {
            if (write.Data is not null) throw new NotSupportedException("records are kept as objects here");
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
