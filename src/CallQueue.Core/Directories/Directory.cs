using System.Globalization;
using CallQueue.Hosting;

namespace CallQueue.Directories;

/// <summary>
/// Stores its names on pages in the order they came. A removed name leaves its place empty, which the next name
/// uses: each change is one page, so that it is atomic. All names are in memory: there are few compared with
/// what they name.
/// </summary>
internal sealed class Directory : IActor, IDirectory
{
    private readonly Commits<DirectoryRoot> _commits;
    private const string Empty = "";

    private readonly List<string> _arrived = [];
    private readonly SortedSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<int> _openPages = [];

    public Directory(IActorContext context, CommitInstruments.CommitMeasures? commits = null) =>
        _commits = new Commits<DirectoryRoot>(context, CallQueueJson.Default.DirectoryRoot) { Measures = commits, Snapshot = () => new DirectoryRoot { Count = _arrived.Count } };

    public async Task ActivateAsync(CancellationToken cancellation)
    {
        int count = (await _commits.LoadAsync(cancellation))?.Count ?? 0;
        for (int page = 0; page * DirectoryRoot.PageLength < count; page++)
        {
            List<string> names = await _commits.ReadPageAsync(PageName(page), CallQueueJson.Default.ListString) ?? throw new StorageException($"page {page} of a directory is missing");
            _arrived.AddRange(names.Take(count - _arrived.Count));
        }

        _names.UnionWith(_arrived.Where(name => name != Empty));
    }

    public Task OnAlarmAsync(CancellationToken cancellation) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public async Task<bool> AddAsync(string name)
    {
        Identifier.Checked(name, nameof(name));

        while (!_openPages.Contains(PageOfNext)) await OpenAsync(PageOfNext);
        if (_names.Contains(name))
        {
            await _commits.SettledAsync();
            return true;
        }

        if (_names.Count >= IDirectory.MaxNames) return false;
        int place = PlaceOfNext;
        _names.Add(name);
        if (place < _arrived.Count) _arrived[place] = name;
        else _arrived.Add(name);
        await WriteAsync(place / DirectoryRoot.PageLength);
        return true;
    }

    public async Task<bool> RemoveAsync(string name)
    {
        int place;
        while ((place = _arrived.IndexOf(name)) >= 0 && !_openPages.Contains(place / DirectoryRoot.PageLength)) await OpenAsync(place / DirectoryRoot.PageLength);
        if (name == Empty || place < 0)
        {
            await _commits.SettledAsync();
            return false;
        }

        _names.Remove(name);
        _arrived[place] = Empty;
        await WriteAsync(place / DirectoryRoot.PageLength);
        return true;
    }

    public async Task<DirectoryPage> ListAsync(string? after, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, IDirectory.MaxPage);

        // The state is read before the await, since later turns change memory while a write runs.
        string[] found = [.. From(after).Take(count + 1)];
        var page = new DirectoryPage([.. found.Take(count)], found.Length > count, _names.Count);
        await _commits.SettledAsync();
        return page;
    }

    /// <summary>Where the next name goes: the first empty place, or the end.</summary>
    private int PlaceOfNext => _names.Count < _arrived.Count ? _arrived.IndexOf(Empty) : _arrived.Count;

    private int PageOfNext => PlaceOfNext / DirectoryRoot.PageLength;

    private static string PageName(int page) => string.Create(CultureInfo.InvariantCulture, $"names.{page}");

    private IEnumerable<string> From(string? after) =>
        after is null ? _names : _names.GetViewBetween(after, MaxName).SkipWhile(name => name == after);

    /// <summary>Comes after every name.</summary>
    private static string MaxName { get; } = "\uffff";

    /// <summary>A page is loaded before it is first written: a crash may have left one there that no root is aware of.</summary>
    private async Task OpenAsync(int page)
    {
        await _commits.LoadPageAsync(PageName(page), CallQueueJson.Default.ListString);
        _openPages.Add(page);
    }

    private Task WriteAsync(int page)
    {
        _commits.WritePage(
            PageName(page), [.. _arrived.Skip(page * DirectoryRoot.PageLength).Take(DirectoryRoot.PageLength)], CallQueueJson.Default.ListString);
        return _commits.CommitAsync();
    }
}
