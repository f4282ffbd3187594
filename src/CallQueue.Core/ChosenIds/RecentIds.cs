using System.Text.Json.Serialization;
using CallQueue.Hosting;
using CallQueue.PagedLists;

namespace CallQueue.ChosenIds;

/// <summary>An id that was claimed or given back lately and is not on its page yet.</summary>
/// <param name="Run">The run whose call has it; null when it was given back.</param>
/// <param name="At">When that happened.</param>
internal sealed record RecentId(
    [property: JsonPropertyName("i")] string Id, [property: JsonPropertyName("r")] string? Run, [property: JsonPropertyName("x")] int Index,
    [property: JsonPropertyName("f")] string Fingerprint, [property: JsonPropertyName("a")] DateTimeOffset At)
{
    /// <summary>The call that has the id; null when it was given back.</summary>
    public ChosenId? ToClaim() => Run is null ? null : new ChosenId(Id, Run, Index, Fingerprint);

    public static RecentId Claimed(ChosenId id, DateTimeOffset at) => new(id.Id, id.Run, id.Index, id.Fingerprint, at);

    public static RecentId Free(string id, DateTimeOffset at) => new(id, null, 0, "", at);

    /// <summary>Whether this is the same claim.</summary>
    public bool Is(ChosenId id) => Run == id.Run && Index == id.Index;
}

/// <summary>
/// No I/O: the ids of a shard that are not on its pages yet. Ids are spread over the pages by hash, so that a claim of a hundred ids would
/// rewrite every page. They are therefore written one after the other into a list, and put onto the pages in thousands.
/// </summary>
internal sealed class RecentIds(PageBook book, PagedListRecord<RecentId>? record)
{
    /// <summary>Entries after which they are put onto the pages: 64 for each page, and about 1 MB of memory.</summary>
    public const int Most = 4_096;

    private static readonly PageFormat<RecentId> Format = new(CallQueueJson.Default.ListRecentId, id => 96 + id.Id.Length + (id.Run?.Length ?? 0) + id.Fingerprint.Length);

    private readonly Dictionary<string, RecentId> _ids = new(StringComparer.Ordinal);
    private readonly PagedList<RecentId> _list = new(book, Format, record);

    /// <summary>There are enough to put them onto the pages.</summary>
    public bool IsFull => _list.Count >= Most;

    /// <summary>The last of each id.</summary>
    public IReadOnlyCollection<RecentId> All => _ids.Values;

    /// <summary>Reads what earlier instances have written; to be called once, before anything else.</summary>
    public async Task LoadAsync(IPageReader pages)
    {
        await foreach (RecentId id in _list.Snapshot().ReadAsync(pages, mustExist: true)) _ids[id.Id] = id;
    }

    public RecentId? Find(string id) => _ids.GetValueOrDefault(id);

    public void Add(IEnumerable<RecentId> ids)
    {
        foreach (RecentId id in ids)
        {
            _list.Append(id);
            _ids[id.Id] = id;
        }

        _list.Trim();
    }

    /// <summary>All of them are on the pages.</summary>
    public void Clear()
    {
        _list.Clear();
        _ids.Clear();
    }

    public PagedListRecord<RecentId>? ToRecord() => _list.Count == 0 ? null : _list.ToRecord();
}
