using System.Globalization;
using CallQueue.Histories;
using CallQueue.Hosting;
using CallQueue.Searches;

namespace CallQueue.Runs;

/// <summary>
/// One batch or campaign, from its Business's updates. Updates are numbered: applied ones are skipped, so they may be
/// repeated. Result pages are written by call index, so writing one twice is harmless too.
/// </summary>
internal sealed class Run : IActor, IWatched, IRun
{
    private const int PagesInMemory = 16;
    private static readonly TimeSpan LongestWatch = TimeSpan.FromSeconds(30);

    private readonly IActorContext _context;
    private readonly RunId _id;
    private readonly Commits<RunRoot> _commits;
    private readonly StoredHistory _history;
    private readonly StoredPeople _people;
    private readonly OrderedDictionary<int, ResultPage> _pages = [];
    private RunRoot? _root;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _watchesEnded;

    public Run(IActorContext context, CommitInstruments.CommitMeasures? commits = null)
    {
        (_context, _id) = (context, RunId.Parse(context.Key));
        _commits = new Commits<RunRoot>(context, CallQueueJson.Default.RunRoot) { Measures = commits, Snapshot = Snapshot };
        _history = new StoredHistory(_commits, context.Time);
        _people = new StoredPeople(_commits);
    }

    public async Task ActivateAsync(CancellationToken cancellation)
    {
        _root = await _commits.LoadAsync(cancellation);
        _history.Continue(await _commits.LoadPageAsync(StoredHistory.Name, CallQueueJson.Default.HistoryRecord), HistoryCounts.Of(_root?.Counts, _root?.Dials));
    }

    public Task OnAlarmAsync(CancellationToken cancellation) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public void EndWatches()
    {
        _watchesEnded = true;
        Signal();
    }

    public async Task<BeginAnswer> BeginAsync(BeginRun request)
    {
        if (_root is null)
        {
            _root = new RunRoot { Total = request.Total, Fingerprint = request.Fingerprint, Data = request.Data };
            await _commits.CommitAsync();
            return BeginAnswer.Open;
        }

        await _commits.SettledAsync();
        return _root.Fingerprint != request.Fingerprint || _root.Total != request.Total ? BeginAnswer.Conflict
            : _root.Stamp == 0 ? BeginAnswer.Open
            : BeginAnswer.Queued;
    }

    public async Task KeepPeopleAsync(RunPart part)
    {
        while (_root is { } before && StoredPeople.IsNext(before, part))
        {
            await _people.PrepareAsync(before, part);

            // Meanwhile the same part may have come a second time.
            if (_root?.People != before.People) continue;
            _root = _people.Write(_root, part);
            int end = _root.PeoplePages;
            await _commits.CommitAsync();
            _people.LetGo(before.PeoplePages, end);
        }

        await _commits.SettledAsync();
    }

    public async Task<RunPart?> PeopleAsync(int page)
    {
        await _commits.SettledAsync();
        return _root is { } root ? await _people.ReadAsync(root, page) : null;
    }

    public async Task<long> ApplyAsync(RunNews news)
    {
        // A stale instance from before the start of the run must not acknowledge updates that it does not have.
        if (_root is null && await _commits.LoadAsync(CancellationToken.None) is { } begun) _root ??= begun;
        if (_root is null) return news.FirstEnd + news.Ends.Count;
        while (news.Ends.FirstOrDefault(end => !_pages.ContainsKey(PageOf(end))) is { } end) await PageAsync(PageOf(end)); // Readers may drop pages in the meantime.

        // No await from here to the commit: what others applied meanwhile is skipped, once.
        IReadOnlyList<RunResult> fresh = news.FirstEnd > _root.Ends ? [] : [.. news.Ends.Skip((int)Math.Min(_root.Ends - news.FirstEnd, news.Ends.Count))];
        bool isNewer = news.Stamp > _root.Stamp;
        if (fresh.Count == 0 && !isNewer)
        {
            await _commits.SettledAsync();
            return _root.Ends;
        }

        foreach (IGrouping<int, RunResult> group in fresh.GroupBy(PageOf)) Record(group.Key, group);
        _root = _root with
        {
            Ends = _root.Ends + fresh.Count,
            Stamp = Math.Max(news.Stamp, _root.Stamp),
            Status = isNewer ? news.Status : _root.Status,
            Counts = isNewer ? news.Counts : _root.Counts,
            Dials = isNewer ? news.Dials : _root.Dials,
        };
        await _commits.CommitAsync();
        LetGoOfPages();
        Signal();
        return _root.Ends;
    }

    public async Task<RunSnapshot?> GetAsync()
    {
        // The state is read before the await, since later updates change memory while a write runs.
        RunRoot? root = _root;
        await _commits.SettledAsync();
        if (root is null) return null;

        // Begun, but without an update yet: only its business has the information whether it was queued.
        if (root.Stamp == 0) return await _context.Actors.Business(_id.Business).GetRunAsync(_id.Name) is var queued && _root is { Stamp: 0 } ? queued : await GetAsync();
        return new RunSnapshot(_id.Name, root.Status, root.Counts, root.Stamp, root.Data);
    }

    public async Task<RunSnapshot?> WatchAsync(long seenStamp, TimeSpan wait)
    {
        if (_root is { } root && root.Stamp <= seenStamp && !_watchesEnded)
        {
            Task change = _changed.Task;
            await Task.WhenAny(change, Task.Delay(wait < LongestWatch ? wait : LongestWatch, _context.Time));
        }

        return await GetAsync();
    }

    public async Task<IReadOnlyList<RunResult>> ResultsAsync(int from, int count)
    {
        if (_root is null || from < 0 || count <= 0) return [];
        long end = Math.Min((long)from + count, _root.Total);
        List<RunResult> results = [];
        for (int page = from / RunRoot.PageLength; (long)page * RunRoot.PageLength < end; page++)
            results.AddRange((await PageAsync(page)).Results.Where(result => result.Index >= from && result.Index < end));
        await _commits.SettledAsync();
        LetGoOfPages();
        return results;
    }

    public async Task<HistorySeries?> HistoryAsync(HistoryResolution resolution)
    {
        HistorySeries? series = _root is null ? null : _history.ToSeries(resolution);
        await _commits.SettledAsync();
        return series;
    }

    public async Task<ResultsFound> SearchAsync(SearchResults request)
    {
        if (_root is not { } root || root.Ends == 0) return new ResultsFound([], null, 0);
        var matcher = new CallMatcher(request.Asked);
        PageFilter filter = matcher.FilterOf(matcher.IsCampaign(root.Data));
        ResultsFound found = await new ResultSearch(root, matcher, ReadAsync).RunAsync(request);
        await _commits.SettledAsync();
        return found;

        // Pages that are not in memory stay out of it: a search must not displace those that are being written.
        async Task<IReadOnlyList<RunResult>> ReadAsync(int page) =>
            _pages.TryGetValue(page, out ResultPage? known) ? [.. known.Results] : await _commits.ReadPageAsync(NameOf(page), CallQueueJson.Default.ListRunResult, filter) ?? [];
    }

    public async Task<IReadOnlyList<int>> EraseAsync(PhoneNumber number)
    {
        if (_root is null) return [];
        for (int page = 0; page < _root?.PeoplePages; page++)
        {
            if (!await _people.EraseAsync(_root, page, number)) continue;
            await _commits.CommitAsync();
            _people.LetGo(page, page + 1);
        }

        if (_root is null) return [];
        List<int> erased = [];
        int pages = ((_root.Total - 1) / RunRoot.PageLength) + 1;
        for (int page = 0; page < pages; page++)
        {
            if (!(await PageAsync(page)).Results.Any(result => result.To == number)) continue;
            while (!_pages.ContainsKey(page)) await PageAsync(page); // Readers may drop pages in the meantime.
            RunResult[] found = [.. _pages[page].Results.Where(result => result.To == number)];
            erased.AddRange(found.Select(result => result.Index));
            Record(page, found.Select(result => result.WithoutPerson()));
            await _commits.CommitAsync();
            LetGoOfPages();
        }

        await _commits.SettledAsync();
        return erased;
    }

    public async Task ForgetAsync()
    {
        if (_root is not { Status: RunStatus.Completed or RunStatus.Stopped, Counts: { Ready: 0, Delayed: 0, Live: 0 } } root) return;
        await _commits.SettledAsync();
        List<RecordWrite> pages = [.. Enumerable.Range(0, ((root.Total - 1) / RunRoot.PageLength) + 1).Select(page => RecordWrite.Delete(NameOf(page)))];
        await _context.Records.SaveAsync([.. pages, .. Enumerable.Range(0, root.PeoplePages).Select(page => RecordWrite.Delete(StoredPeople.NameOf(page))), RecordWrite.Delete(StoredHistory.Name)]);
        await _commits.DeleteRootAsync();
        _root = null;
        _pages.Clear();
        _history.Continue(null, HistoryCounters.Zero);
        _commits.LetGo(StoredHistory.Name);
        await _commits.LoadVersionAsync(StoredHistory.Name);
        Signal();
    }

    private RunRoot Snapshot()
    {
        _history.Note(HistoryCounts.Of(_root!.Counts, _root.Dials), []);
        return _root;
    }

    private static int PageOf(RunResult result) => result.Index / RunRoot.PageLength;

    private static string NameOf(int page) => string.Create(CultureInfo.InvariantCulture, $"results.{page}");

    private async Task<ResultPage> PageAsync(int page)
    {
        if (_pages.TryGetValue(page, out ResultPage? known)) return known;
        List<RunResult> loaded = await _commits.LoadPageAsync(NameOf(page), CallQueueJson.Default.ListRunResult) ?? [];
        if (_pages.TryGetValue(page, out known)) return known;
        known = new ResultPage(loaded);
        _pages.Add(page, known);
        return known;
    }

    private void Record(int page, IEnumerable<RunResult> results)
    {
        ResultPage known = _pages[page];
        foreach (RunResult result in results) known.Put(result);
        _commits.WritePage(NameOf(page), known.Results, known.ToJson);
    }

    /// <summary>Keeps the newest pages; only when nothing is being written, since a page's version comes back from its write.</summary>
    private void LetGoOfPages()
    {
        while (_pages.Count > PagesInMemory && _commits.IsSettled)
        {
            _commits.LetGo(NameOf(_pages.GetAt(0).Key));
            _pages.RemoveAt(0);
        }
    }

    private void Signal()
    {
        TaskCompletionSource changed = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.SetResult();
    }
}
