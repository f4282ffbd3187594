using CallQueue.Hosting;
using CallQueue.PagedLists;
using CallQueue.Searches;

namespace CallQueue.Businesses.Reading;

/// <summary>Searches several lists one after another.</summary>
internal static class ListSearch
{
    /// <summary>Where to continue; null when all lists were searched.</summary>
    /// <param name="lists">Each with its order. A list that is gone has become lists of the same or a later order.</param>
    public static async Task<SearchPosition?> RunAsync<T>(
        SearchPosition at, IEnumerable<(long Order, PagedListSnapshot<T> List)> lists, IPageReader pages, PageFilter filter, SearchWalk walk, Func<T, ValueTask<bool>> look)
    {
        (long Order, PagedListSnapshot<T> List)[] all = [.. lists.OrderBy(list => list.Order).ThenBy(list => list.List.Id, StringComparer.Ordinal)];
        int start = Array.FindIndex(all, list => list.Order == at.Order && list.List.Id == at.List);
        bool isThere = start >= 0;
        if (!isThere) start = at.Order is { } order ? Array.FindIndex(all, list => list.Order >= order) : 0;
        for (int i = start; i >= 0 && i < all.Length; i++)
        {
            SearchPosition here = at with { Order = all[i].Order, List = all[i].List.Id, Place = isThere && i == start ? at.Place : null };
            if (!walk.HasRoom) return here;
            if (await BackwardScan.RunAsync(all[i].List, here.Place, pages, filter, walk, look) is { } place) return here with { Place = place };
        }

        return null;
    }
}
