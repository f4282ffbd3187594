using System.Globalization;
using CallQueue.Hosting;

namespace CallQueue.Directories;

/// <summary>
/// Keeps its names on pages in the order they came; only the last page is ever written again. All names are in memory:
/// there are few against what they name.
/// </summary>
internal sealed class Directory : IActor, IDirectory
{
    private readonly Commits<DirectoryRoot> _commits;
    private readonly List<string> _arrived = [];
    private readonly SortedSet<string> _names = new(StringComparer.Ordinal);
    private int _openPage = -1;

    public Directory(IActorContext context) =>
        _commits = new Commits<DirectoryRoot>(context, CallQueueJson.Default.DirectoryRoot) { Snapshot = () => new DirectoryRoot { Count = _arrived.Count } };

    public async Task ActivateAsync(CancellationToken cancellation)
    {
        int count = (await _commits.LoadAsync(cancellation))?.Count ?? 0;
        for (int page = 0; page * DirectoryRoot.PageLength < count; page++)
        {
            List<string> names = await _commits.ReadPageAsync(PageName(page), CallQueueJson.Default.ListString) ?? throw new StorageException($"page {page} of a directory is missing");
            _arrived.AddRange(names.Take(count - _arrived.Count));
        }

        _names.UnionWith(_arrived);
    }

    public Task OnAlarmAsync(CancellationToken cancellation) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public async Task<bool> AddAsync(string name)
    {
        Identifier.Checked(name, nameof(name));

        // A page is loaded before it is first written: a crash may have left one there that no root knows of.
        while (_openPage < LastPage) await OpenAsync(LastPage);
        if (_names.Contains(name))
        {
            await _commits.SettledAsync();
            return true;
        }

        if (_names.Count >= IDirectory.MaxNames) return false;
        _names.Add(name);
        int first = LastPage * DirectoryRoot.PageLength;
        int page = LastPage;
        _arrived.Add(name);
        _commits.WritePage(PageName(page), _arrived[first..], CallQueueJson.Default.ListString);
        await _commits.CommitAsync();
        return true;
    }

    public async Task<DirectoryPage> ListAsync(string? after, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, IDirectory.MaxPage);

        // Taken first, then awaited: while a write runs, later turns change memory again.
        string[] found = [.. From(after).Take(count + 1)];
        var page = new DirectoryPage([.. found.Take(count)], found.Length > count, _names.Count);
        await _commits.SettledAsync();
        return page;
    }

    private int LastPage => _arrived.Count / DirectoryRoot.PageLength;

    private static string PageName(int page) => string.Create(CultureInfo.InvariantCulture, $"names.{page}");

    private IEnumerable<string> From(string? after) =>
        after is null ? _names : _names.GetViewBetween(after, MaxName).SkipWhile(name => name == after);

    /// <summary>Comes after every name.</summary>
    private static string MaxName { get; } = "\uffff";

    private async Task OpenAsync(int page)
    {
        await _commits.LoadPageAsync(PageName(page), CallQueueJson.Default.ListString);
        if (_openPage >= 0 && _openPage < page) _commits.LetGo(PageName(_openPage));
        _openPage = Math.Max(_openPage, page);
    }
}
