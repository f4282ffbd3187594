using CallQueue.Hosting;

namespace CallQueue.PagedLists;

/// <summary>
/// Replaces items on the stored pages of lists, one page and one commit at a time, while the lists go on. Items keep their places, so no list
/// notices. For erasing persons only: pages are immutable otherwise.
/// </summary>
internal sealed class PageReplacer<TRoot>(Commits<TRoot> commits) where TRoot : class
{
    /// <summary>Answers how many items were replaced. The tail is its caller's.</summary>
    /// <param name="list">What was appended after the call began need not be replaced.</param>
    /// <param name="change">Gives back what it leaves as it is.</param>
    public async Task<int> ReplaceAsync<T>(PagedList<T> list, Func<T, T> change)
    {
        int replaced = 0;
        foreach (string page in list.PageNames)
        {
            List<T>? items = await commits.LoadPageAsync(page, list.Format.Json);

            // No await from here to the commit: a page that is used up meanwhile must not be written again.
            int here = items is not null && list.PageNames.Contains(page) ? Replace(items, change) : 0;
            if (here > 0)
            {
                commits.WritePage(page, items!, list.Format.Json);
                list.Replaced(page, items!);
                await commits.CommitAsync();
            }

            commits.LetGo(page);
            replaced += here;
        }

        return replaced;
    }

    private static int Replace<T>(List<T> items, Func<T, T> change)
    {
        int replaced = 0;
        for (int i = 0; i < items.Count; i++)
        {
            T item = change(items[i]);
            if (ReferenceEquals(item, items[i])) continue;
            items[i] = item;
            replaced++;
        }

        return replaced;
    }
}
