using CallQueue.Hosting;

namespace CallQueue.PagedLists;

/// <summary>
/// A snapshot of a paged list, read one page at a time without blocking turns. A page that has been
/// used up and deleted meanwhile is left out.
/// </summary>
/// <param name="taken">Items of the first page that had been taken.</param>
internal sealed class PagedListSnapshot<T>(string id, IReadOnlyList<PageRange> ranges, int taken, IReadOnlyList<T> tail, PageFormat<T> format)
{
    /// <summary>How many pages there are, before the tail.</summary>
    public int Pages { get; } = ranges.Sum(range => range.Last - range.First + 1);

    public IReadOnlyList<T> Tail => tail;

    /// <summary>All items, the first first.</summary>
    /// <param name="mustExist">Its pages are never deleted: a missing page is an error.</param>
    /// <exception cref="StorageException">A page could not be read.</exception>
    public async IAsyncEnumerable<T> ReadAsync(IPageReader pages, bool mustExist = false)
    {
        for (int place = 0; place < Pages; place++)
        {
            IReadOnlyList<T>? items = await PageAsync(place, pages);
            if (items is null && mustExist) throw new StorageException($"page {NameOf(place)} is missing");
            foreach (T item in items ?? []) yield return item;
        }

        foreach (T item in tail) yield return item;
    }

    /// <summary>All items, the last first.</summary>
    public async IAsyncEnumerable<T> ReadBackAsync(IPageReader pages)
    {
        foreach (T item in tail.Reverse()) yield return item;
        for (int place = Pages - 1; place >= 0; place--)
        {
            foreach (T item in (await PageAsync(place, pages) ?? []).Reverse()) yield return item;
        }
    }

    /// <summary>One page, 0 is the first, without taken items; null when it was deleted.</summary>
    public async Task<IReadOnlyList<T>?> PageAsync(int place, IPageReader pages) =>
        await pages.ReadPageAsync(NameOf(place), format.Json) is not { } items ? null
        : place == 0 && taken > 0 ? items[Math.Min(taken, items.Count)..]
        : items;

    private string NameOf(int place)
    {
        int left = place;
        foreach (PageRange range in ranges)
        {
            int length = range.Last - range.First + 1;
            if (left < length) return PageBook.NameOf(id, range.Epoch, range.First + left);
            left -= length;
        }

        throw new ArgumentOutOfRangeException(nameof(place));
    }
}
