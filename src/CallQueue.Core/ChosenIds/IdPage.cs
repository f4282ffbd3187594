using System.Text.Json.Serialization;

namespace CallQueue.ChosenIds;

/// <summary>A shard's root record.</summary>
/// <param name="HasIds">Some id was claimed; otherwise no page needs to be read.</param>
internal sealed record ChosenIdsRoot(bool HasIds);

/// <summary>A page of ids. Runs are named once, since there may be many ids of each.</summary>
internal sealed record IdPageRecord
{
    [JsonPropertyName("r")] public IReadOnlyList<IdRun> Runs { get; init; } = [];

    [JsonPropertyName("i")] public IReadOnlyList<IdEntry> Ids { get; init; } = [];
}

/// <summary>A run that has claimed ids, and when it first did.</summary>
internal sealed record IdRun([property: JsonPropertyName("n")] string Name, [property: JsonPropertyName("a")] DateTimeOffset At);

/// <summary>An id: the place of its run among the page's runs, the call's place in the run, and the fingerprint.</summary>
internal sealed record IdEntry(
    [property: JsonPropertyName("i")] string Id, [property: JsonPropertyName("r")] int Run, [property: JsonPropertyName("x")] int Index, [property: JsonPropertyName("f")] string Fingerprint);

/// <summary>No I/O: the ids of one page.</summary>
internal sealed class IdPage
{
    private readonly Dictionary<string, ChosenId> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _runs = new(StringComparer.Ordinal);

    public IdPage(IdPageRecord? record)
    {
        if (record is null) return;
        foreach (IdRun run in record.Runs) _runs[run.Name] = run.At;
        foreach (IdEntry entry in record.Ids) _ids[entry.Id] = new ChosenId(entry.Id, record.Runs[entry.Run].Name, entry.Index, entry.Fingerprint);
    }

    /// <summary>The runs that have ids here, the oldest first, with the time of their first claim.</summary>
    public IEnumerable<IdRun> Runs => _runs.Select(run => new IdRun(run.Key, run.Value)).OrderBy(run => run.At);

    public ChosenId? Find(string id) => _ids.GetValueOrDefault(id);

    /// <summary>The ids that belong to other calls.</summary>
    public IEnumerable<ChosenId> ConflictsOf(IEnumerable<ChosenId> asked) =>
        asked.Select(id => Find(id.Id) is { } known && (known.Run != id.Run || known.Index != id.Index) ? known : null).OfType<ChosenId>();

    /// <summary>Removes the ids of runs that do not exist any more.</summary>
    public void Forget(IReadOnlySet<string> runs)
    {
        foreach (string run in runs) _runs.Remove(run);
        foreach (ChosenId gone in _ids.Values.Where(id => runs.Contains(id.Run)).ToList()) _ids.Remove(gone.Id);
    }

    /// <summary>Adds ids that conflict with none; false when all were here.</summary>
    public bool Add(IEnumerable<ChosenId> ids, DateTimeOffset now)
    {
        bool isAny = false;
        foreach (ChosenId id in ids)
        {
            isAny |= _ids.TryAdd(id.Id, id);
            _runs.TryAdd(id.Run, now);
        }

        return isAny;
    }

    /// <summary>Removes ids of one run; false when none was here.</summary>
    public bool Remove(IEnumerable<ChosenId> ids)
    {
        bool isAny = false;
        foreach (ChosenId id in ids) isAny |= Find(id.Id) is { } known && known.Run == id.Run && known.Index == id.Index && _ids.Remove(id.Id);
        return isAny;
    }

    public IdPageRecord ToRecord()
    {
        List<string> names = [.. _ids.Values.Select(id => id.Run).Distinct()];
        return new IdPageRecord
        {
            Runs = [.. names.Select(name => new IdRun(name, _runs[name]))],
            Ids = [.. _ids.Values.Select(id => new IdEntry(id.Id, names.IndexOf(id.Run), id.Index, id.Fingerprint))],
        };
    }
}
