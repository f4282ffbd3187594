using CallQueue.Hosting.Local;

namespace CallQueue.Hosting.Memory;

/// <summary>Records of all actors, as if on disk: they outlive every instance.</summary>
internal sealed class MemoryStore
{
    private readonly Dictionary<(ActorAddress Actor, string Name), StoredRecord> _records = [];
    private long _versions;

    /// <summary>Thrown by the next save of such an actor, if set; cleared by it.</summary>
    public Func<ActorAddress, Exception?> Fault { get; set; } = _ => null;

    /// <summary>Thrown by loads of such an actor, if set.</summary>
    public Func<ActorAddress, Exception?> LoadFault { get; set; } = _ => null;

    public int Saves { get; private set; }

    public IReadOnlyList<string> NamesOf(ActorAddress actor) => [.. _records.Keys.Where(key => key.Actor == actor).Select(key => key.Name)];

    public IEnumerable<ActorAddress> Actors => _records.Keys.Select(key => key.Actor).Distinct();

    public StoredRecord? Load(ActorAddress actor, string name) => LoadFault(actor) is { } fault ? throw fault : _records.GetValueOrDefault((actor, name));

    public IReadOnlyList<RecordVersion> Save(ActorAddress actor, IReadOnlyList<RecordWrite> batch)
    {
        Saves++;
        if (Fault(actor) is { } fault) throw fault;
        return [.. batch.Select(write => Save(actor, write))];
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
