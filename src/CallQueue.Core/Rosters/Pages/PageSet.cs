using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using CallQueue.Hosting;

namespace CallQueue.Rosters.Pages;

/// <summary>
/// A fixed number of pages that are copied when they are changed: each version is a record of its own, and the root
/// names the current ones, so that pages and root change together.
/// </summary>
internal sealed class PageSet<T>(string kind, int count, IReadOnlyList<long> stored, PageStamps stamps, Commits<RosterRoot> commits, JsonTypeInfo<T[]> json)
{
    private readonly long[] _stamps = [.. stored, .. new long[count - stored.Count]];

    public int Count => count;

    /// <summary>Whether the page has entries.</summary>
    public bool Exists(int page) => _stamps[page] > 0;

    /// <summary>Whether the page is written, so that it may be dropped from memory and read again.</summary>
    public bool IsDurable(int page) => _stamps[page] <= stamps.Durable;

    /// <summary>The stamps as the root stores them.</summary>
    public long[] ToStored() => _stamps[..(Array.FindLastIndex(_stamps, stamp => stamp > 0) + 1)];

    /// <summary>Which version of a page is the current one; 0 when it is empty.</summary>
    public long StampOf(int page) => _stamps[page];

    /// <summary>A version of a page as it is on record; of no use when another is the current one by now.</summary>
    /// <exception cref="StorageException">The current version is missing.</exception>
    public async Task<T[]> ReadAsync(int page, long stamp) =>
        await commits.ReadPageAsync(NameOf(page, stamp), json)
        ?? (_stamps[page] != stamp ? [] : throw new StorageException($"page {NameOf(page, stamp)} of a roster is missing"));

    /// <summary>Replaces a page with the next commit; one without items is deleted.</summary>
    public void Write(int page, T[] items)
    {
        (long old, long stamp) = (_stamps[page], items.Length > 0 ? stamps.Next : 0);
        if (old > 0 && old != stamp) stamps.Throw(NameOf(page, old));
        _stamps[page] = stamp;
        if (stamp == 0) return;
        stamps.Keep(NameOf(page, stamp));
        commits.WritePage(NameOf(page, stamp), items, json);
    }

    private string NameOf(int page, long stamp) => string.Create(CultureInfo.InvariantCulture, $"{kind}{page}.{stamp}");
}
