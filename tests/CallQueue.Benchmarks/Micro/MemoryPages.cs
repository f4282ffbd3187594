using System.Text.Json.Serialization.Metadata;
using CallQueue.Hosting;
using CallQueue.PagedLists;

namespace CallQueue.Benchmarks.Micro;

/// <summary>Pages kept as they are: the store under a queue being measured costs nothing.</summary>
internal sealed class MemoryPages : IPageWriter, IPageReader
{
    private readonly Dictionary<string, object> _pages = new(StringComparer.Ordinal);

    public void WritePage<TPage>(string name, TPage page, JsonTypeInfo<TPage> pageJson) where TPage : class => _pages[name] = page;

    public Task<TPage?> ReadPageAsync<TPage>(string name, JsonTypeInfo<TPage> pageJson) where TPage : class =>
        Task.FromResult((TPage?)_pages.GetValueOrDefault(name));

    /// <summary>Loads what the lists want and deletes what they have used up, as the business does between turns.</summary>
    public void Serve(PageBook book, IEnumerable<IWantsPages> lists)
    {
        foreach (IWantsPages list in lists)
            if (list.Wanted is { } page) list.LoadAsync(page, this).GetAwaiter().GetResult();
        foreach (string page in book.ToDelete(book.Trashed, int.MaxValue).ToList())
        {
            _pages.Remove(page);
            book.Deleted(page);
        }
    }
}
