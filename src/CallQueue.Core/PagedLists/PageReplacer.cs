using System.Text.Json.Serialization.Metadata;
using CallQueue.Hosting;

namespace CallQueue.PagedLists;

/// <summary>
/// Replaces items on the stored pages of lists, one page and one commit at a time, while the lists go on. Items keep their places, so no list
/// notices. For erasing persons only: pages are immutable otherwise.
/// </summary>
internal sealed class PageReplacer<TRoot>(Commits<TRoot> commits) where TRoot : class
{
    /// <summary>Answers how many items were replaced.</summary>
    /// <param name="list">What is appended after the call began need not be replaced.</param>
    /// <param name="change">Gives back what it leaves as it is.</param>
    public async Task<int> ReplaceAsync<T>(PagedList<T> list, Func<T, T> change)
    {
        int replaced = list.ReplaceInMemory(change);
        foreach (string page in list.PageNames) replaced += await ReplaceAsync(page, list.Format, change, () => list.PageNames.Contains(page));

        // A page may have been read while it was replaced.
        list.ReplaceInMemory(change);
        return replaced;
    }

    /// <summary>The same for one page.</summary>
    /// <param name="isKept">Whether the page is still in use.</param>
    public async Task<int> ReplaceAsync<T>(string page, PageFormat<T> format, Func<T, T> change, Func<bool> isKept)
    {
        List<T>? items = await LoadAsync(page, format.Json);

        // No await from here to the commit: a page that is used up meanwhile must not be written again.
        int replaced = items is not null && isKept() ? Replace(items, change) : 0;
        if (replaced > 0)
        {
            commits.WritePage(page, items!, format.Json);
            await commits.CommitAsync();
        }

        commits.LetGo(page);
        return replaced;
    }

    /// <summary>Loads a page that is to be replaced; null when there is none. One that waits for its commit is stored first.</summary>
    public async Task<T?> LoadAsync<T>(string page, JsonTypeInfo<T> json) where T : class
    {
        if (await commits.LoadPageAsync(page, json) is { } stored) return stored;
        if (commits.IsSettled) return null;
        await commits.CommitAsync();
        return await commits.LoadPageAsync(page, json);
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
