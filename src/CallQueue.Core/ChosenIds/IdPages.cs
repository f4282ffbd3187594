using System.Globalization;
using CallQueue.Hosting;

namespace CallQueue.ChosenIds;

/// <summary>The pages of a shard, found by hash. None stays in memory.</summary>
internal sealed class IdPages(Commits<ChosenIdsRoot> commits)
{
    private IdFilter? _filter;

    /// <summary>Those of some ids that are on the pages, by id.</summary>
    public async Task<IReadOnlyList<RecentId>> FindAsync(IReadOnlyCollection<string> ids)
    {
        // For a few ids it is not worth reading all pages.
        if (_filter is null && ids.Count >= IdShard.Pages) _filter = FilterOf(await ReadAllAsync());
        IEnumerable<IGrouping<int, string>> pages = ids.Where(id => _filter?.MayHave(id) ?? true).GroupBy(IdShard.PageOf);
        IEnumerable<RecentId>[] found = await Task.WhenAll(pages.Select(async page =>
        {
            IdPage read = await ReadAsync(page.Key);
            return page.Select(read.Find).OfType<RecentId>();
        }));
        return [.. found.SelectMany(page => page)];
    }

    /// <summary>All pages as they are.</summary>
    public Task<IdPage[]> ReadAllAsync() => Task.WhenAll(Enumerable.Range(0, IdShard.Pages).Select(ReadAsync));

    /// <summary>All pages, to be changed.</summary>
    public async Task<IdPage[]> LoadAllAsync() => [.. (await Task.WhenAll(Enumerable.Range(0, IdShard.Pages).Select(page =>
        commits.LoadPageAsync(NameOf(page), CallQueueJson.Default.IdPageRecord)))).Select(record => new IdPage(record))];

    /// <summary>Puts all pages into the next commit.</summary>
    public void Write(IdPage[] pages)
    {
        for (int page = 0; page < pages.Length; page++) commits.WritePage(NameOf(page), pages[page].ToRecord(), CallQueueJson.Default.IdPageRecord);
        _filter = FilterOf(pages);
    }

    /// <summary>The commit is durable: nothing of the pages needs to be remembered.</summary>
    public void LetGo()
    {
        for (int page = 0; page < IdShard.Pages; page++) commits.LetGo(NameOf(page));
    }

    private static IdFilter FilterOf(IdPage[] pages) => new([.. pages.Select(page => page.Ids)]);

    private static string NameOf(int page) => string.Create(CultureInfo.InvariantCulture, $"ids.{page}");

    private async Task<IdPage> ReadAsync(int page) => new(await commits.ReadPageAsync(NameOf(page), CallQueueJson.Default.IdPageRecord));
}
