using CallQueue.Guards;
using CallQueue.Hosting;

namespace CallQueue.ChosenIds;

/// <inheritdoc cref="IChosenIds"/>
internal sealed class ChosenIdShard : IActor, IChosenIds
{
    /// <summary>Until then a run that does not exist may still be about to be submitted.</summary>
    private static readonly TimeSpan SubmittedWithin = TimeSpan.FromHours(1);

    /// <summary>Runs of a page that are looked for at each claim, so that what is forgotten leaves the pages in the end.</summary>
    private const int MostLookedFor = 4;

    private readonly IActorContext _context;
    private readonly BusinessId _business;
    private readonly Commits<ChosenIdsRoot> _commits;
    private readonly GuardPages<ChosenIdsRoot, IdPageRecord> _pages;
    private bool _hasIds;

    public ChosenIdShard(IActorContext context)
    {
        (_context, _business) = (context, IdShard.Parse(context.Key).Business);
        _commits = new Commits<ChosenIdsRoot>(context, CallQueueJson.Default.ChosenIdsRoot) { Snapshot = () => new ChosenIdsRoot(_hasIds) };
        _pages = new GuardPages<ChosenIdsRoot, IdPageRecord>(_commits, "ids", CallQueueJson.Default.IdPageRecord);
    }

    private DateTimeOffset Now => _context.Time.GetUtcNow();

    public async Task ActivateAsync(CancellationToken cancellation) => _hasIds = await _commits.LoadAsync(cancellation) is { HasIds: true };

    public Task OnAlarmAsync(CancellationToken cancellation) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public async Task<IReadOnlyList<ChosenId>> ClaimAsync(ClaimIds request)
    {
        // Found here, since a claim needs a change of a page before it can be refused.
        ChosenId[] twice = [.. request.Ids.GroupBy(id => id.Id, StringComparer.Ordinal).Where(same => same.Skip(1).Any()).Select(same => same.First())];
        if (twice.Length > 0) return twice;
        _hasIds = true;
        IReadOnlyList<ChosenId>[] conflicts = await Task.WhenAll(request.Ids.GroupBy(id => IdShard.PageOf(id.Id)).Select(page => ClaimAsync(page.Key, [.. page])));
        if (!conflicts.Any(page => page.Count > 0)) return [];
        await ReleaseAsync(request);
        return [.. conflicts.SelectMany(page => page)];
    }

    public Task ReleaseAsync(ClaimIds request) => Task.WhenAll(request.Ids.GroupBy(id => IdShard.PageOf(id.Id)).Select(ids => _pages.ChangeAsync(ids.Key, record =>
    {
        var page = new IdPage(record);
        return page.Remove(ids) ? page.ToRecord() : null;
    })));

    public async Task<ChosenId?> FindAsync(string id) => _hasIds ? new IdPage(await _pages.ReadAsync(IdShard.PageOf(id))).Find(id) : null;

    private async Task<IReadOnlyList<ChosenId>> ClaimAsync(int number, IReadOnlyList<ChosenId> ids)
    {
        HashSet<string> forgotten = await ForgottenAsync(new IdPage(await _pages.ReadAsync(number)), ids);
        IReadOnlyList<ChosenId> conflicts = [];
        await _pages.ChangeAsync(number, record =>
        {
            var page = new IdPage(record);
            page.Forget(forgotten);
            conflicts = [.. page.ConflictsOf(ids)];
            return conflicts.Count == 0 && page.Add(ids, Now) ? page.ToRecord() : null;
        });
        return conflicts;
    }

    /// <summary>Runs of the page that do not exist any more: those that conflict, and a few others.</summary>
    private async Task<HashSet<string>> ForgottenAsync(IdPage page, IReadOnlyList<ChosenId> ids)
    {
        HashSet<string> conflicting = [.. page.ConflictsOf(ids).Select(id => id.Run)];
        List<string> old = [.. page.Runs.Where(run => run.At + SubmittedWithin <= Now && run.Name != ids[0].Run).Select(run => run.Name)];
        List<string> asked = [.. old.Where(conflicting.Contains), .. old.Where(name => !conflicting.Contains(name)).Take(MostLookedFor)];
        bool[] exist = await Task.WhenAll(asked.Select(async name => await _context.Actors.Run(new RunId(_business, name)).GetAsync() is not null));
        return [.. asked.Where((_, i) => !exist[i])];
    }
}
