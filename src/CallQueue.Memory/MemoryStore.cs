using CallQueue.Hosting.Local;

namespace CallQueue.Hosting.Memory;

/// <summary>Records of all actors, as if on disk: they outlive every instance, and hosts can share them. Thread-safe.</summary>
public sealed class MemoryStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(ActorAddress Actor, string Name), StoredRecord> _records = [];
    private long _versions;

    /// <summary>What a save of an actor fails with; null: it does not.</summary>
    public Func<ActorAddress, Exception?> Fault { get; set; } = _ => null;

    /// <summary>What a load of an actor fails with; null: it does not.</summary>
    public Func<ActorAddress, Exception?> LoadFault { get; set; } = _ => null;

    /// <summary>What a change of an actor's alarm fails with; null: it does not.</summary>
    public Func<ActorAddress, Exception?> AlarmFault { get; set; } = _ => null;

    /// <summary>Called with each batch that an actor saves.</summary>
    public Action<ActorAddress, IReadOnlyList<RecordWrite>> Saving { get; set; } = (_, _) => { };

    /// <summary>The actors that have records.</summary>
    public IReadOnlyList<ActorAddress> Actors
    {
        get
        {
            lock (_lock) return [.. _records.Keys.Select(key => key.Actor).Distinct()];
        }
    }

    /// <summary>The names of an actor's records.</summary>
    public IReadOnlyList<string> NamesOf(ActorAddress actor)
    {
        lock (_lock) return [.. _records.Keys.Where(key => key.Actor == actor).Select(key => key.Name)];
    }

    /// <summary>As <see cref="IRecords.LoadAsync"/>.</summary>
    public StoredRecord? Load(ActorAddress actor, string name)
    {
        if (LoadFault(actor) is { } fault) throw fault;
        lock (_lock) return _records.GetValueOrDefault((actor, name));
    }

    /// <summary>As <see cref="IRecords.SaveAsync"/>: one record at a time, in the batch's order.</summary>
    public IReadOnlyList<RecordVersion> Save(ActorAddress actor, IReadOnlyList<RecordWrite> batch)
    {
        if (Fault(actor) is { } fault) throw fault;
        Saving(actor, batch);
        lock (_lock) return [.. batch.Select(write => Save(actor, write))];
    }

    private RecordVersion Save(ActorAddress actor, RecordWrite write)
    {
        RecordVersion known = _records.GetValueOrDefault((actor, write.Name))?.Version ?? RecordVersion.None;
        if (write.Expected is { } expected && expected != known) throw new RecordConflictException(write.Name);
        if (write.Data is not { } data)
        {
            _records.Remove((actor, write.Name));
            return default;
        }

        var version = new RecordVersion($"v{++_versions}");
        _records[(actor, write.Name)] = new StoredRecord(data.ToArray(), version);
        return version;
    }
}
