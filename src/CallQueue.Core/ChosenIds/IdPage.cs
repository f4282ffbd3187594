using System.Text.Json.Serialization;
using CallQueue.PagedLists;

namespace CallQueue.ChosenIds;

/// <summary>A shard's root record.</summary>
/// <param name="HasIds">Some id is on a page; otherwise no page needs to be read.</param>
internal sealed record ChosenIdsRoot(bool HasIds)
{
    /// <summary>Grows with each instance that claims ids.</summary>
    public long Epoch { get; init; }

    /// <summary>Ids that were claimed or given back and are not on their pages yet; null when there are none, and in records of earlier versions.</summary>
    public PagedListRecord<RecentId>? Recent { get; init; }

    /// <summary>Pages of that list to be deleted; null when there are none.</summary>
    public IReadOnlyList<TrashedPages>? Trash { get; init; }
}

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

    /// <summary>The runs that have ids here, with the time of their first claim.</summary>
    public IEnumerable<IdRun> Runs => _runs.Select(run => new IdRun(run.Key, run.Value));

    /// <summary>All ids here.</summary>
    public IReadOnlyCollection<string> Ids => _ids.Keys;

    /// <summary>The call that has an id, and when its run claimed the first id of the page; null when none has it.</summary>
    public RecentId? Find(string id) => _ids.TryGetValue(id, out ChosenId? known) ? RecentId.Claimed(known, _runs[known.Run]) : null;

    /// <summary>The ids of one run.</summary>
    public IEnumerable<ChosenId> Of(string run) => _ids.Values.Where(id => id.Run == run);

    /// <summary>Removes the ids of runs that do not exist any more.</summary>
    public void Forget(IReadOnlySet<string> runs)
    {
        foreach (string run in runs) _runs.Remove(run);
        foreach (ChosenId gone in _ids.Values.Where(id => runs.Contains(id.Run)).ToList()) _ids.Remove(gone.Id);
    }

    /// <summary>Applies a claim, or the return of an id.</summary>
    public void Apply(RecentId id)
    {
        if (id.ToClaim() is not { } claim)
        {
            _ids.Remove(id.Id);
            return;
        }

        _ids[id.Id] = claim;
        _runs.TryAdd(claim.Run, id.At);
    }

    public IdPageRecord ToRecord()
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (ChosenId id in _ids.Values) places.TryAdd(id.Run, places.Count);
        return new IdPageRecord
        {
            Runs = [.. places.Keys.Select(name => new IdRun(name, _runs[name]))],
            Ids = [.. _ids.Values.Select(id => new IdEntry(id.Id, places[id.Run], id.Index, id.Fingerprint))],
        };
    }
}
