using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CallQueue.Hosting;

namespace CallQueue.PagedLists;

/// <summary>Pages that may be written once and never again, and a book over them for each epoch.</summary>
internal sealed class FakePages : IPageWriter, IPageReader
{
    private readonly Dictionary<string, byte[]> _pages = new(StringComparer.Ordinal);
    private long _epoch;

    /// <summary>Every name ever written.</summary>
    public HashSet<string> Written { get; } = new(StringComparer.Ordinal);

    /// <summary>The book of the next instance, with what an earlier one had called trash.</summary>
    public PageBook NextBook(IEnumerable<TrashedPages>? trash = null) => new(++_epoch, trash ?? [], this);

    public void WritePage<TPage>(string name, TPage page, JsonTypeInfo<TPage> pageJson) where TPage : class
    {
        Written.Add(name).ShouldBeTrue($"page {name} is written twice");
        _pages[name] = JsonSerializer.SerializeToUtf8Bytes(page, pageJson);
    }

    /// <summary>How many pages were read.</summary>
    public int Reads { get; private set; }

    public Task<TPage?> ReadPageAsync<TPage>(string name, JsonTypeInfo<TPage> pageJson) where TPage : class => ReadPageAsync(name, pageJson, PageFilter.None);

    public Task<TPage?> ReadPageAsync<TPage>(string name, JsonTypeInfo<TPage> pageJson, PageFilter filter) where TPage : class
    {
        Reads++;
        return Task.FromResult(_pages.TryGetValue(name, out byte[]? data) && filter.MayHave(data) ? JsonSerializer.Deserialize(data, pageJson) : null);
    }

    /// <summary>Loads whatever the list wants now.</summary>
    public void Load(IWantsPages list)
    {
        while (list.Wanted is { } page) list.LoadAsync(page, this).IsCompletedSuccessfully.ShouldBeTrue();
    }

    public static IEnumerable<string> NamesOf(IEnumerable<TrashedPages> trash) => trash.SelectMany(trashed =>
        Enumerable.Range(trashed.Pages.First, trashed.Pages.Last - trashed.Pages.First + 1).Select(n => PageBook.NameOf(trashed.List, trashed.Pages.Epoch, n)));
}
