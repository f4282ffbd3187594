using System.Text.Json.Serialization;
using CallQueue.Hosting;
using CallQueue.PagedLists;

namespace CallQueue.Businesses.Queues;

/// <summary>One change of the tombstones of a key.</summary>
/// <param name="Before">Entries of this key that are older than this do not count.</param>
/// <param name="Ready">Entries more, or less, that were counted as ready.</param>
/// <param name="Delayed">Entries more, or less, that were counted as delayed.</param>
internal sealed record TombstoneChange(
    [property: JsonPropertyName("k")] string Key, [property: JsonPropertyName("b")] long Before,
    [property: JsonPropertyName("r")] int Ready, [property: JsonPropertyName("d")] int Delayed)
{
    /// <summary>Writes a list of them.</summary>
    public static PageFormat<TombstoneChange> Format { get; } = new(CallQueueJson.Default.ListTombstoneChange, change => 32 + change.Key.Length);
}

/// <summary>
/// No I/O: tombstones of entries in the middle of a paged list that no longer count. An entry is dropped when its
/// turn comes, and its tombstone with it. Stored as a list of changes on pages, so that the root stays small however many there
/// are; all of them are in memory.
/// </summary>
internal sealed class Tombstones(PageBook book, PagedListRecord<TombstoneChange>? record)
{
    private const int DeadChanges = 256;

    private readonly Dictionary<string, TombstoneChange> _covered = new(StringComparer.Ordinal);
    private PagedList<TombstoneChange> _changes = new(book, TombstoneChange.Format, record);

    /// <summary>Entries that are still to come.</summary>
    public long Count { get; private set; }

    /// <summary>Null while there is none.</summary>
    public PagedListRecord<TombstoneChange>? ToRecord() => _changes.Count == 0 ? null : _changes.ToRecord();

    /// <summary>Loads the stored tombstones; to be called once, before anything else.</summary>
    public async Task LoadAsync(IPageReader pages)
    {
        await foreach (TombstoneChange change in _changes.Snapshot().ReadAsync(pages, mustExist: true)) Apply(change);
    }

    /// <summary>An entry older than <paramref name="before"/> no longer counts; it was counted at <paramref name="place"/>.</summary>
    public void Add(string key, long before, Place place = Place.Ready) =>
        Change(new TombstoneChange(key, before, place == Place.Ready ? 1 : 0, place == Place.Delayed ? 1 : 0));

    /// <summary>Entries of this key that are older than this do not count; 0 when all do.</summary>
    public long BeforeOf(string key) => _covered.GetValueOrDefault(key)?.Before ?? 0;

    /// <summary>Whether an entry no longer counts.</summary>
    public bool Covers(string key, long since) => since < BeforeOf(key);

    /// <summary>Notes that an entry with a tombstone was dropped. Returns the place at which it was counted; null when it has no tombstone.</summary>
    /// <param name="place">Where it was.</param>
    public Place? Drop(string key, long since, Place place = Place.Ready)
    {
        if (!Covers(key, since)) return null;
        TombstoneChange all = _covered[key];
        bool isReady = place == Place.Ready ? all.Ready > 0 : all.Delayed == 0;
        Change(new TombstoneChange(key, all.Before, isReady ? -1 : 0, isReady ? 0 : -1));
        return isReady ? Place.Ready : Place.Delayed;
    }

    /// <summary>The entries of all keys that begin so are gone.</summary>
    public void Forget(string prefix)
    {
        foreach (TombstoneChange gone in _covered.Values.Where(all => all.Key.StartsWith(prefix, StringComparison.Ordinal)).ToList())
            Change(gone with { Ready = -gone.Ready, Delayed = -gone.Delayed });
    }

    private void Change(TombstoneChange change)
    {
        Apply(change);
        _changes.Append(change);
        if (_covered.Count == 0 || _changes.Count > (2 * _covered.Count) + DeadChanges) Rewrite();
        _changes.Trim();
    }

    private void Apply(TombstoneChange change)
    {
        TombstoneChange? before = _covered.GetValueOrDefault(change.Key);
        var after = new TombstoneChange(
            change.Key, Math.Max(change.Before, before?.Before ?? 0), change.Ready + (before?.Ready ?? 0), change.Delayed + (before?.Delayed ?? 0));
        Count += change.Ready + change.Delayed;
        if (after.Ready + after.Delayed > 0) _covered[change.Key] = after;
        else _covered.Remove(change.Key);
    }

    /// <summary>Most changes were reverted by later ones.</summary>
    private void Rewrite()
    {
        _changes.Clear();
        _changes = new PagedList<TombstoneChange>(book, TombstoneChange.Format);
        foreach (TombstoneChange all in _covered.Values) _changes.Append(all);
    }
}
