using System.Text.Json.Serialization;
using CallQueue.Hosting;
using CallQueue.PagedLists;

namespace CallQueue.Businesses.Queues;

/// <summary>One change of what lies struck.</summary>
/// <param name="Before">Entries of this key that are older than this are struck.</param>
/// <param name="Ready">Entries more, or less, that were counted as ready.</param>
/// <param name="Delayed">Entries more, or less, that were counted as delayed.</param>
internal sealed record StruckChange(
    [property: JsonPropertyName("k")] string Key, [property: JsonPropertyName("b")] long Before,
    [property: JsonPropertyName("r")] int Ready, [property: JsonPropertyName("d")] int Delayed)
{
    /// <summary>How a list of them is written.</summary>
    public static PageFormat<StruckChange> Format { get; } = new(CallQueueJson.Default.ListStruckChange, change => 32 + change.Key.Length);
}

/// <summary>
/// Pure: entries that lie in the middle of a paged list and no longer count. They are dropped when their turn comes. Kept as
/// a list of changes on pages, so that the root stays small however many there are, and whole in memory.
/// </summary>
internal sealed class Struck(PageBook book, PagedListRecord<StruckChange>? record)
{
    private const int DeadChanges = 256;

    private readonly Dictionary<string, StruckChange> _struck = new(StringComparer.Ordinal);
    private PagedList<StruckChange> _changes = new(book, StruckChange.Format, record);

    /// <summary>Entries that are still to come.</summary>
    public long Count { get; private set; }

    /// <summary>Null while nothing is struck.</summary>
    public PagedListRecord<StruckChange>? ToRecord() => _changes.Count == 0 ? null : _changes.ToRecord();

    /// <summary>Reads what is on record; to be called once, before anything else.</summary>
    public async Task LoadAsync(IPageReader pages)
    {
        await foreach (StruckChange change in _changes.Plan().ReadAsync(pages, mustExist: true)) Apply(change);
    }

    /// <summary>One entry that is older than <paramref name="before"/> does not count any more; it was counted at <paramref name="place"/>.</summary>
    public void Strike(string key, long before, Place place = Place.Ready) =>
        Change(new StruckChange(key, before, place == Place.Ready ? 1 : 0, place == Place.Delayed ? 1 : 0));

    /// <summary>Entries of this key that are older than this are struck; 0 when none is.</summary>
    public long BeforeOf(string key) => _struck.GetValueOrDefault(key)?.Before ?? 0;

    /// <summary>Whether an entry is struck.</summary>
    public bool IsStruck(string key, long since) => since < BeforeOf(key);

    /// <summary>Takes note that a struck entry was dropped; answers the place at which it was counted, null when it is not struck.</summary>
    /// <param name="place">Where it lay.</param>
    public Place? Drop(string key, long since, Place place = Place.Ready)
    {
        if (!IsStruck(key, since)) return null;
        StruckChange all = _struck[key];
        bool isReady = place == Place.Ready ? all.Ready > 0 : all.Delayed == 0;
        Change(new StruckChange(key, all.Before, isReady ? -1 : 0, isReady ? 0 : -1));
        return isReady ? Place.Ready : Place.Delayed;
    }

    /// <summary>The entries of all keys that begin so are gone.</summary>
    public void Forget(string prefix)
    {
        foreach (StruckChange gone in _struck.Values.Where(all => all.Key.StartsWith(prefix, StringComparison.Ordinal)).ToList())
            Change(gone with { Ready = -gone.Ready, Delayed = -gone.Delayed });
    }

    private void Change(StruckChange change)
    {
        Apply(change);
        _changes.Append(change);
        if (_struck.Count == 0 || _changes.Count > (2 * _struck.Count) + DeadChanges) Rewrite();
        _changes.Trim();
    }

    private void Apply(StruckChange change)
    {
        StruckChange? before = _struck.GetValueOrDefault(change.Key);
        var after = new StruckChange(
            change.Key, Math.Max(change.Before, before?.Before ?? 0), change.Ready + (before?.Ready ?? 0), change.Delayed + (before?.Delayed ?? 0));
        Count += change.Ready + change.Delayed;
        if (after.Ready + after.Delayed > 0) _struck[change.Key] = after;
        else _struck.Remove(change.Key);
    }

    /// <summary>Most changes have been taken back by others.</summary>
    private void Rewrite()
    {
        _changes.Clear();
        _changes = new PagedList<StruckChange>(book, StruckChange.Format);
        foreach (StruckChange all in _struck.Values) _changes.Append(all);
    }
}
