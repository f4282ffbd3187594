using CallQueue.Hosting;
using CallQueue.PagedLists;

namespace CallQueue.ChosenIds;

/// <inheritdoc cref="IChosenIds"/>
internal sealed class ChosenIdShard : IActor, IChosenIds
{
    /// <summary>Until then a run that does not exist may still be about to be submitted.</summary>
    private static readonly TimeSpan SubmittedWithin = TimeSpan.FromHours(1);

    /// <summary>Runs that are looked for whenever the pages are written, the oldest first, so that what is forgotten leaves the pages in the end.</summary>
    private const int MostLookedFor = 32;

    private const int DeletionsAtOnce = 128;

    private readonly IActorContext _context;
    private readonly BusinessId _business;
    private readonly Commits<ChosenIdsRoot> _commits;
    private readonly IdPages _pages;
    private PageBook _book = null!;
    private RecentIds _recent = null!;
    private bool _hasPages;
    private Task? _claim;
    private Task _change = Task.CompletedTask;

    public ChosenIdShard(IActorContext context, CommitInstruments.CommitMeasures? commits = null)
    {
        (_context, _business) = (context, IdShard.Parse(context.Key).Business);
        _commits = new Commits<ChosenIdsRoot>(context, CallQueueJson.Default.ChosenIdsRoot)
        {
            Measures = commits,
            Snapshot = () => new ChosenIdsRoot(_hasPages) { Epoch = _book.Epoch, Recent = _recent.ToRecord(), Trash = _book.Trashed is { Count: > 0 } trash ? trash : null },
            Committed = root =>
            {
                foreach (string page in _book.ToDelete(root.Trash ?? [], DeletionsAtOnce)) _commits!.Delete(page);
            },
            Deleted = page => _book.Deleted(page),
        };
        _pages = new IdPages(_commits);
    }

    private DateTimeOffset Now => _context.Time.GetUtcNow();

    public async Task ActivateAsync(CancellationToken cancellation)
    {
        ChosenIdsRoot root = await _commits.LoadAsync(cancellation) ?? new ChosenIdsRoot(false);
        _hasPages = root.HasIds;
        _book = new PageBook(root.Epoch + 1, root.Trash ?? [], _commits);
        _recent = new RecentIds(_book, root.Recent);
        await _recent.LoadAsync(_commits);
    }

    public Task OnAlarmAsync(CancellationToken cancellation) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public async Task<IReadOnlyList<ChosenId>> ClaimAsync(ClaimIds request)
    {
        // Found here: among the ids that are known, neither of two alike is.
        ChosenId[] twice = [.. request.Ids.GroupBy(id => id.Id, StringComparer.Ordinal).Where(same => same.Skip(1).Any()).Select(same => same.First())];
        if (twice.Length > 0) return twice;
        IReadOnlyList<ChosenId> conflicts = [];
        await ChangeAsync(async () =>
        {
            IReadOnlyDictionary<string, RecentId> known = await KnownAsync(request.Ids);
            List<RecentId> others = [.. request.Ids.Select(id => known.GetValueOrDefault(id.Id) is { } other && !other.Is(id) ? other : null).OfType<RecentId>()];
            HashSet<string> forgotten = others.Count == 0 ? [] : await ForgottenAsync(others);
            conflicts = [.. others.Where(other => !forgotten.Contains(other.Run!)).Select(other => other.ToClaim()!)];
            return conflicts.Count > 0 || request.IsTrial ? [] : [.. request.Ids.Where(id => known.GetValueOrDefault(id.Id)?.ToClaim() != id).Select(id => RecentId.Claimed(id, Now))];
        });
        return conflicts;
    }

    public Task ReleaseAsync(ClaimIds request) => ChangeAsync(async () =>
    {
        IReadOnlyDictionary<string, RecentId> known = await KnownAsync(request.Ids);
        return [.. request.Ids.Where(id => known.GetValueOrDefault(id.Id)?.Is(id) == true).Select(id => RecentId.Free(id.Id, Now))];
    });

    public Task ReleaseRunAsync(string run) => ChangeAsync(async () =>
    {
        IdPage[] pages = _hasPages ? await _pages.ReadAllAsync() : [];
        IEnumerable<string> old = pages.SelectMany(page => page.Of(run)).Select(id => id.Id).Where(id => _recent.Find(id) is null);
        return [.. _recent.All.Where(id => id.Run == run).Select(id => id.Id).Concat(old).Select(id => RecentId.Free(id, Now))];
    });

    public async Task<ChosenId?> FindAsync(string id)
    {
        RecentId? found = _recent.Find(id) ?? (_hasPages ? (await _pages.FindAsync([id])).SingleOrDefault() : null);
        await _commits.SettledAsync();
        return found?.ToClaim();
    }

    /// <summary>
    /// Decides on a change and makes it durable. Changes are decided one after the other, since each reads pages first; their commits are
    /// shared.
    /// </summary>
    private async Task ChangeAsync(Func<Task<IReadOnlyList<RecentId>>> decide)
    {
        Task before = _change;
        var decided = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _change = decided.Task;
        Task durable;
        try
        {
            await before;

            // Page names of the list are this instance's alone.
            await (_claim ??= _commits.CommitAsync());
            IReadOnlyList<RecentId> changes = await decide();
            _recent.Add(changes);
            durable = changes.Count > 0 ? _commits.CommitAsync() : _commits.SettledAsync();
            if (_recent.IsFull) await MergeAsync();
        }
        finally
        {
            decided.SetResult();
        }

        await durable;
    }

    /// <summary>Who has some ids, by id.</summary>
    private async Task<IReadOnlyDictionary<string, RecentId>> KnownAsync(IReadOnlyList<ChosenId> ids)
    {
        var known = new Dictionary<string, RecentId>(StringComparer.Ordinal);
        List<string> elsewhere = [];
        foreach (ChosenId id in ids)
        {
            if (_recent.Find(id.Id) is not { } recent) elsewhere.Add(id.Id);
            else if (recent.Run is not null) known[id.Id] = recent;
        }

        if (_hasPages && elsewhere.Count > 0) foreach (RecentId found in await _pages.FindAsync(elsewhere)) known[found.Id] = found;
        return known;
    }

    /// <summary>Puts the recent ids onto their pages. A crash between the pages and the root leaves ids in both places, which changes nothing.</summary>
    private async Task MergeAsync()
    {
        IdPage[] pages = await _pages.LoadAllAsync();
        HashSet<string> forgotten = await ForgottenAsync(pages);
        foreach (IdPage page in pages) page.Forget(forgotten);
        foreach (RecentId id in _recent.All) pages[IdShard.PageOf(id.Id)].Apply(id);
        _pages.Write(pages);
        _recent.Clear();
        _hasPages = true;
        await _commits.CommitAsync();
        _pages.LetGo();

        // Deletes the list's own pages, which the root no longer names.
        await _commits.CommitAsync();
    }

    /// <summary>Those of the runs of some claims that do not exist any more.</summary>
    private Task<HashSet<string>> ForgottenAsync(IEnumerable<RecentId> claims) =>
        MissingAsync([.. claims.Where(claim => claim.At + SubmittedWithin <= Now).Select(claim => claim.Run!).Distinct()]);

    /// <summary>Those of the oldest runs of all pages that do not exist any more; not those that claim ids again.</summary>
    private Task<HashSet<string>> ForgottenAsync(IEnumerable<IdPage> pages)
    {
        HashSet<string?> claiming = [.. _recent.All.Select(id => id.Run)];
        return MissingAsync([.. pages.SelectMany(page => page.Runs).Where(run => run.At + SubmittedWithin <= Now && !claiming.Contains(run.Name))
            .GroupBy(run => run.Name, StringComparer.Ordinal).OrderBy(run => run.Min(one => one.At)).Take(MostLookedFor).Select(run => run.Key)]);
    }

    private async Task<HashSet<string>> MissingAsync(IReadOnlyList<string> runs)
    {
        bool[] exist = await Task.WhenAll(runs.Select(async name => await _context.Actors.Run(new RunId(_business, name)).GetAsync() is not null));
        return [.. runs.Where((_, i) => !exist[i])];
    }
}
