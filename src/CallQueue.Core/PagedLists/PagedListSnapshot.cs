using CallQueue.Hosting;

namespace CallQueue.PagedLists;

/// <summary>
/// A snapshot of a paged list, read one page at a time without blocking turns. A page that has been
/// used up and deleted meanwhile is left out.
/// </summary>
/// <param name="taken">Items of the first page that had been taken.</param>
internal sealed class PagedListSnapshot<T>(string id, IReadOnlyList<PageRange> ranges, int taken, IReadOnlyList<T> tail, PageFormat<T> format)
{
    /// <summary>The list's id; empty for calls that are in memory only.</summary>
    public string Id => id;

    /// <summary>The number of the tail's first item, where items were taken from a list that only grows shorter.</summary>
    public int TailStart { get; init; }

    /// <summary>The last page; null without one.</summary>
    public PageNumber? Last => ranges.Count == 0 ? null : new PageNumber(ranges[^1].Epoch, ranges[^1].Last);

    /// <summary>How many pages there are, before the tail.</summary>
    public int Pages { get; } = ranges.Sum(range => range.Last - range.First + 1);

    public IReadOnlyList<T> Tail => tail;

    /// <summary>All items, the first first.</summary>
    /// <param name="mustExist">Its pages are never deleted: a missing page is an error.</param>
    /// <exception cref="StorageException">A page could not be read.</exception>
    public async IAsyncEnumerable<T> ReadAsync(IPageReader pages, bool mustExist = false)
    {
        await foreach (T item in ReadAsync(pages, PageFilter.None, mustExist)) yield return item;
    }

    /// <summary>The items of the tail and of pages that the filter lets pass, the first first.</summary>
    /// <exception cref="StorageException">A page could not be read.</exception>
    public IAsyncEnumerable<T> ReadAsync(IPageReader pages, PageFilter filter) => ReadAsync(pages, filter, mustExist: false);

    /// <summary>
    /// Searches an item of a list whose items mostly are in the order of an index: a long list costs a few pages only. One that is out
    /// of that order may be missed.
    /// </summary>
    /// <param name="indexOf">The index of an item; null when it is of another kind.</param>
    public async Task<T?> SeekAsync(int index, Func<T, int?> indexOf, IPageReader pages)
    {
        foreach (T item in tail) if (indexOf(item) == index) return item;
        (int low, int high) = (0, Pages - 1);
        while (low <= high)
        {
            int middle = (low + high) / 2;
            List<T> ours = [.. (await PageAsync(middle, pages) ?? []).Where(item => indexOf(item) is not null)];
            if (ours.Find(item => indexOf(item) == index) is { } found) return found;

            // By the middle item, since a few may be out of order. A page without any of them has been used up.
            if (ours.Count == 0 || indexOf(ours[ours.Count / 2]) < index) low = middle + 1;
            else high = middle - 1;
        }

        return default;
    }

    private async IAsyncEnumerable<T> ReadAsync(IPageReader pages, PageFilter filter, bool mustExist)
    {
        for (int place = 0; place < Pages; place++)
        {
            IReadOnlyList<T>? items = await PageAsync(place, pages, filter);
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

    /// <summary>One page, 0 is the first, without taken items; null when it was deleted, or when the filter leaves it out.</summary>
    private async Task<IReadOnlyList<T>?> PageAsync(int place, IPageReader pages, PageFilter? filter = null) =>
        await pages.ReadPageAsync(NameOf(place), format.Json, filter ?? PageFilter.None) is not { } items ? null
        : place == 0 && taken > 0 ? items[Math.Min(taken, items.Count)..]
        : items;

    /// <summary>The last page up to this one; null when there is none.</summary>
    public PageNumber? UpTo(PageNumber page)
    {
        for (int i = ranges.Count - 1; i >= 0; i--)
        {
            PageRange range = ranges[i];
            if (range.Epoch < page.Epoch) return new PageNumber(range.Epoch, range.Last);
            if (range.Epoch == page.Epoch && range.First <= page.Number) return new PageNumber(range.Epoch, Math.Min(range.Last, page.Number));
        }

        return null;
    }

    /// <summary>The first page after this one; null when there is none.</summary>
    public PageNumber? After(PageNumber page)
    {
        foreach (PageRange range in ranges)
        {
            if (range.Epoch > page.Epoch) return new PageNumber(range.Epoch, range.First);
            if (range.Epoch == page.Epoch && range.Last > page.Number) return new PageNumber(range.Epoch, Math.Max(range.First, page.Number + 1));
        }

        return null;
    }

    /// <summary>The items of a page, and how many of them had been taken; null when it was deleted, or when the filter leaves it out.</summary>
    public async Task<(IReadOnlyList<T> Items, int Taken)?> ReadAsync(PageNumber page, IPageReader pages, PageFilter filter) =>
        await pages.ReadPageAsync(PageBook.NameOf(id, page.Epoch, page.Number), format.Json, filter) is not { } items ? null
        : (items, page == new PageNumber(ranges[0].Epoch, ranges[0].First) ? Math.Min(taken, items.Count) : 0);

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

/// <summary>A page of a list. Pages are in the order of their epochs and numbers.</summary>
internal readonly record struct PageNumber(long Epoch, int Number)
{
    /// <summary>Before every page.</summary>
    public static PageNumber None { get; } = new(-1, -1);

    public PageNumber Previous => this with { Number = Number - 1 };
}
