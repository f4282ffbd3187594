using CallQueue.Hosting;
using CallQueue.PagedLists;
using CallQueue.Searches;

namespace CallQueue.Businesses.Reading;

/// <summary>
/// Reads a list from its end, page by page between turns, and says where it stopped. Pages are immutable and their names are never
/// used again, so it continues there exactly, whatever was added or taken meanwhile.
/// </summary>
internal static class BackwardScan
{
    /// <summary>Items in memory that count as one page.</summary>
    private const int PageLength = 128;

    /// <summary>Reads on until <paramref name="look"/> answers false, or nothing more may be read.</summary>
    /// <param name="from">Where to continue; null: at the end of the list.</param>
    /// <param name="look">Looks at an item; false when it must be looked at again, by a later part of the search.</param>
    /// <returns>Where to continue; null when the whole list was read.</returns>
    public static async Task<ListPlace?> RunAsync<T>(
        PagedListSnapshot<T> list, ListPlace? from, IPageReader pages, PageFilter filter, SearchWalk walk, Func<T, ValueTask<bool>> look)
    {
        // Delayed calls that are due soon are no longer on pages but in memory, in another order.
        if (from is { IsAfter: false } && list.Last is null) from = null;
        PageNumber? next;
        int offset = int.MaxValue;
        PageNumber named = from is null ? list.Last ?? PageNumber.None : new PageNumber(from.Epoch, from.Page);
        if (from is { IsAfter: true } && list.After(named) is { } written)
        {
            // The tail has become a page meanwhile, with more items behind those that it had.
            (next, offset) = (written, from.Offset);
        }
        else if (from is null or { IsAfter: true })
        {
            for (int i = Math.Min(list.TailStart + list.Tail.Count, from?.Offset ?? int.MaxValue) - 1; i >= list.TailStart; i--)
            {
                bool isPage = (i - list.TailStart + 1) % PageLength == 0;
                if ((isPage && !walk.TryRead()) || !await look(list.Tail[i - list.TailStart])) return new ListPlace(named.Epoch, named.Number, i + 1, IsAfter: true);
                if (isPage) await Task.Yield();
            }

            next = list.UpTo(named);
        }
        else
        {
            next = list.UpTo(named);
            if (next == named) offset = from.Offset;
        }

        for (; next is { } page; next = list.UpTo(page.Previous), offset = int.MaxValue)
        {
            if (!walk.TryRead()) return new ListPlace(page.Epoch, page.Number, offset, IsAfter: false);
            if (await list.ReadAsync(page, pages, filter) is not (var items, var taken)) continue;
            for (int i = Math.Min(items.Count, offset) - 1; i >= taken; i--)
                if (!await look(items[i])) return new ListPlace(page.Epoch, page.Number, i + 1, IsAfter: false);
        }

        return null;
    }
}
