using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using CallQueue.Hosting;

namespace CallQueue.PagedLists;

/// <summary>Pages that a list has used up and that are to be deleted.</summary>
internal sealed record TrashedPages(string List, PageRange Pages);

/// <summary>
/// The pages that a business's lists write, and those to be deleted. The epoch grows with each activation of
/// the business and is claimed by a commit before the first page is written, so that no two instances ever use one name.
/// </summary>
internal sealed class PageBook(long epoch, IEnumerable<TrashedPages> trash, IPageWriter writer)
{
    private readonly List<TrashedPages> _trash = [.. trash];
    private readonly HashSet<string> _deleting = new(StringComparer.Ordinal);
    private int _lists;

    /// <summary>This instance's epoch.</summary>
    public long Epoch => epoch;

    public IReadOnlyList<TrashedPages> Trashed => [.. _trash];

    public string NewListId() => string.Create(CultureInfo.InvariantCulture, $"p{epoch}-{_lists++}");

    public void Write<T>(string name, List<T> items, PageFormat<T> format) => writer.WritePage(name, items, format.Json);

    /// <summary>Writes a page that is not part of a list.</summary>
    public void Write<T>(string name, T page, JsonTypeInfo<T> json) where T : class => writer.WritePage(name, page, json);

    public void Trash(TrashedPages pages)
    {
        TrashedPages? last = _trash.Count > 0 ? _trash[^1] : null;
        bool follows = last is not null && last.List == pages.List && last.Pages.Epoch == pages.Pages.Epoch
            && last.Pages.Last == pages.Pages.First - 1;
        if (follows) _trash[^1] = last! with { Pages = last!.Pages with { Last = pages.Pages.Last } };
        else _trash.Add(pages);
    }

    /// <summary>Names of pages to delete now, of those that a committed root calls trash; each is given out once.</summary>
    public IEnumerable<string> ToDelete(IReadOnlyList<TrashedPages> committed, int most)
    {
        foreach (TrashedPages trashed in committed)
        {
            TrashedPages? left = _trash.Find(t => t.List == trashed.List && t.Pages.Epoch == trashed.Pages.Epoch && t.Pages.Last >= trashed.Pages.First);
            if (left is null) continue;
            for (int number = Math.Max(trashed.Pages.First, left.Pages.First); number <= trashed.Pages.Last; number++)
            {
                if (_deleting.Count >= most) yield break;
                string name = NameOf(trashed.List, trashed.Pages.Epoch, number);
                if (_deleting.Add(name)) yield return name;
            }
        }
    }

    /// <summary>A page is gone.</summary>
    public void Deleted(string name)
    {
        _deleting.Remove(name);
        for (int i = 0; i < _trash.Count; i++)
        {
            (string list, PageRange pages) = _trash[i];
            if (name != NameOf(list, pages.Epoch, pages.First)) continue;
            if (pages.First == pages.Last) _trash.RemoveAt(i);
            else _trash[i] = new TrashedPages(list, pages with { First = pages.First + 1 });
            return;
        }
    }

    internal static string NameOf(string list, long epoch, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{list}.{epoch}.{number}");
}
