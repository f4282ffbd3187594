using CallQueue.Hosting;

namespace CallQueue.Guards;

/// <inheritdoc cref="INumberGuard"/>
internal sealed class NumberGuard : IActor, INumberGuard
{
    /// <summary>From a clearance until the carrier has certainly received the dial.</summary>
    private readonly TimeSpan _dialWithin;

    private readonly IActorContext _context;
    private readonly Commits<NumberGuardRoot> _commits;
    private readonly GuardPages<NumberGuardRoot, ListPageRecord> _list;
    private readonly GuardPages<NumberGuardRoot, DialPageRecord> _dials;
    private readonly GuardPages<NumberGuardRoot, RemovalPageRecord> _removals;
    private readonly int[] _counts = new int[NumberPlace.Pages];
    private readonly GuardId _id;
    private readonly HashSet<int> _movedFrom = [];
    private bool _areAllMoved;
    private bool _isRespelled;
    private bool _mayHaveFormer;

    public NumberGuard(IActorContext context, CallQueueServices services)
    {
        _id = GuardId.Parse(context.Key);
        (_context, _dialWithin) = (context, CallQueueOptions.SendWithin + services.Options.DialTimeout);
        _commits = new Commits<NumberGuardRoot>(context, CallQueueJson.Default.NumberGuardRoot) { Measures = services.Instruments.Commits.Of("guard"), Snapshot = () => new NumberGuardRoot { Counts = [.. _counts], IsRespelled = _isRespelled } };
        _list = new GuardPages<NumberGuardRoot, ListPageRecord>(_commits, "list", CallQueueJson.Default.ListPageRecord);
        _dials = new GuardPages<NumberGuardRoot, DialPageRecord>(_commits, "dials", CallQueueJson.Default.DialPageRecord);
        _removals = new GuardPages<NumberGuardRoot, RemovalPageRecord>(_commits, "removals", CallQueueJson.Default.RemovalPageRecord);
    }

    private DateTimeOffset Now => _context.Time.GetUtcNow();

    public async Task ActivateAsync(CancellationToken cancellation)
    {
        if (await _commits.LoadAsync(cancellation) is not { } root) return;
        for (int page = 0; page < root.Counts.Count; page++) _counts[page] = root.Counts[page];
        _isRespelled = root.IsRespelled;
        _mayHaveFormer = !_isRespelled;
    }

    public Task OnAlarmAsync(CancellationToken cancellation) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public async Task<int> AddAsync(IReadOnlyList<ListedNumber> numbers)
    {
        int[] added = await Task.WhenAll(numbers.GroupBy(number => NumberPlace.Of(number.Number).Page)
            .Select(page => ChangeListAsync(page.Key, list => list.With(page))));
        return added.Sum();
    }

    public Task<int> RemoveAsync(IReadOnlyList<PhoneNumber> numbers) => UnlistAsync(new RemoveNumbers(numbers, "not given: removed through an earlier version", "unknown", Now));

    public async Task<int> UnlistAsync(RemoveNumbers request)
    {
        foreach (PhoneNumber number in request.Numbers) await FetchFormerAsync(number);
        int[] removed = await Task.WhenAll(request.Numbers.GroupBy(number => NumberPlace.Of(number).Page).Select(page => UnlistAsync(page.Key, page.ToHashSet(), request)));
        return -removed.Sum();
    }

    public async Task<IReadOnlyList<ListRemoval>> RemovalsAsync(PhoneNumber number) => new RemovalPage(await _removals.ReadAsync(NumberPlace.Of(number).Page)).Of(number);

    public async Task<ListedNumber?> FindAsync(PhoneNumber number)
    {
        await FetchFormerAsync(number);
        return (await ReadAsync(number)).Find(number);
    }

    /// <summary>The page of a number. Read from the store each time: what a stale twin remembers could lack a number that was added since.</summary>
    private async Task<ListPage> ReadAsync(PhoneNumber number)
    {
        int page = NumberPlace.Of(number).Page;
        int count = _counts[page];
        ListPageRecord? record = await _list.ReadAsync(page);

        // Fewer numbers than were stored: to say that this one is not listed would be a guess.
        if (new ListPage(record) is var list && list.Count == 0 && count > 0 && _counts[page] > 0)
            throw new StorageException($"page {page} of a do-not-call list with {count} numbers is missing, so nobody on it can be cleared; restore the storage from a backup");
        return list;
    }

    public async Task<IReadOnlyList<ListedNumber>> ListAsync(PhoneNumber? after, int count)
    {
        int first = after is { } number ? NumberPlace.Of(number).Page : 0;
        List<ListedNumber> listed = [];
        for (int page = first; page < NumberPlace.Pages && listed.Count < count; page++)
        {
            if (_counts[page] == 0) continue;
            var list = new ListPage(await _list.ReadAsync(page));
            listed.AddRange(list.After(page == first ? after : null).Take(count - listed.Count));
        }

        return listed;
    }

    public async Task<long> CountAsync()
    {
        // The state is read before the await, since later turns change memory while a write runs.
        long count = _counts.Sum(page => (long)page);
        await _commits.SettledAsync();
        return count;
    }

    public async Task<Clearance> ClearAsync(ClearNumber request)
    {
        await FetchFormerAsync(request.Number);
        Clearance answer = await LookUpAsync(request.Number);
        if (answer.Listed || request.Caps is not { Count: > 0 } caps) return answer;
        await _dials.ChangeAsync(NumberPlace.Of(request.Number).Page, record =>
        {
            var page = new DialPage(record);
            if (page.CappedUntil(request.Number, request.Lease, caps, Now) is { } until)
            {
                answer = answer with { CappedUntil = until };
                return null;
            }

            answer = answer with { Called = page.Called(request.Number, request.Lease, caps, Now) };
            return page.With(new DialNote(NumberPlace.DigitsOf(request.Number), request.Lease, Now + _dialWithin), caps, Now);
        });
        return answer;
    }

    public async Task<Clearance> LookAsync(ClearNumber request)
    {
        await FetchFormerAsync(request.Number);
        Clearance answer = await LookUpAsync(request.Number);
        if (answer.Listed || request.Caps is not { Count: > 0 } caps) return answer;
        var page = new DialPage(await _dials.ReadAsync(NumberPlace.Of(request.Number).Page));
        return answer with { CappedUntil = page.CappedUntil(request.Number, request.Lease, caps, Now) };
    }

    public Task GiveBackAsync(PhoneNumber number, long lease) =>
        _dials.ChangeAsync(NumberPlace.Of(number).Page, page => new DialPage(page).Without(number, lease));

    public async Task<int> EraseDialsAsync(PhoneNumber number)
    {
        int erased = 0;
        await _dials.ChangeAsync(NumberPlace.Of(number).Page, record =>
        {
            DialPageRecord? left = new DialPage(record).Without(number);
            erased = left is null ? 0 : record!.Dials.Count - left.Dials.Count;
            return left;
        });
        return erased;
    }

    public Task NoteAsync(PhoneNumber number, long lease, DateTimeOffset at) => _dials.ChangeAsync(NumberPlace.Of(number).Page, page => new DialPage(page).With(NoteOf(number, lease, at)));

    public Task<bool> IsRespelledAsync() => Task.FromResult(_isRespelled);

    public async Task<int> RespellAsync(bool withDials)
    {
        if (_isRespelled) return 0;
        int moved = 0;
        for (int page = 0; page < NumberPlace.Pages; page++) moved += await RespellListAsync(page) + (withDials ? await RespellDialsAsync(page) : 0);
        _isRespelled = true;
        _mayHaveFormer = false;
        // An empty shard writes nothing, except the first of a list: it says that all of the list is done.
        if (moved > 0 || _id.Shard == 0 || _counts.Any(count => count > 0)) await _commits.CommitAsync();
        return moved;
    }

    /// <summary>First listed under the right spelling, then no longer under the other: at no time is a person not listed.</summary>
    private async Task<int> RespellListAsync(int page)
    {
        if (_counts[page] == 0) return 0;
        ListedNumber[] former = [.. new ListPage(await _list.ReadAsync(page)).After(null).Where(listed => listed.Number.Respelled != listed.Number)];
        if (former.Length == 0) return 0;
        foreach (IGrouping<GuardId, ListedNumber> group in former.Select(listed => listed with { Number = listed.Number.Respelled }).GroupBy(listed => GuardId.Of(_id.Business, listed.Number)))
            await Other(group.Key).AddAsync([.. group]);
        await ChangeListAsync(page, list => list.Without(former.Select(listed => listed.Number).ToHashSet()));
        return former.Length;
    }

    private async Task<int> RespellDialsAsync(int page)
    {
        DialNote[] former = [.. ((await _dials.ReadAsync(page))?.Dials ?? []).Where(dial => NumberPlace.NumberOf(dial.Number) is var number && number.Respelled != number)];
        foreach (DialNote dial in former) await MoveDialAsync(dial);
        return former.Length;
    }

    private async Task MoveDialAsync(DialNote dial)
    {
        PhoneNumber number = NumberPlace.NumberOf(dial.Number);
        await Other(GuardId.Of(_id.Business, number.Respelled)).NoteAsync(number.Respelled, dial.Lease, dial.At);
        await GiveBackAsync(number, dial.Lease);
    }

    public async Task<bool> RespellOneAsync(PhoneNumber former)
    {
        if (!_mayHaveFormer) return true;
        PhoneNumber right = former.Respelled;
        INumberGuard other = Other(GuardId.Of(_id.Business, right));
        if ((await ReadAsync(former)).Find(former) is { } listed)
        {
            await other.AddAsync([listed with { Number = right }]);
            await ChangeListAsync(NumberPlace.Of(former).Page, list => list.Without(new HashSet<PhoneNumber> { former }));
        }

        long digits = NumberPlace.DigitsOf(former);
        foreach (DialNote dial in ((await _dials.ReadAsync(NumberPlace.Of(former).Page))?.Dials ?? []).Where(dial => dial.Number == digits).ToList()) await MoveDialAsync(dial);
        return false;
    }

    /// <summary>
    /// What is stored under a former spelling of the number comes here first, while the lists of earlier versions are being moved: a
    /// cluster dials meanwhile. Once a shard has nothing left of them it is not asked again.
    /// </summary>
    private async Task FetchFormerAsync(PhoneNumber number)
    {
        if (_areAllMoved) return;
        foreach (PhoneNumber former in number.FormerSpellings())
        {
            GuardId place = GuardId.Of(_id.Business, former);
            if (_movedFrom.Contains(place.Shard)) continue;
            if (_areAllMoved = await Other(new GuardId(_id.Business, 0)).IsRespelledAsync()) return;
            if (await Other(place).RespellOneAsync(former)) _movedFrom.Add(place.Shard);
        }
    }

    /// <summary>First on record as removed, then removed: a crash in between leaves a trace too much, never one too few.</summary>
    private async Task<int> UnlistAsync(int page, HashSet<PhoneNumber> numbers, RemoveNumbers request)
    {
        ListedNumber[] listed = [.. new ListPage(await _list.ReadAsync(page)).After(null).Where(entry => numbers.Contains(entry.Number))];
        if (listed.Length == 0) return 0;
        await _removals.ChangeAsync(page, record => new RemovalPage(record).With(listed, request));
        HashSet<PhoneNumber> traced = [.. listed.Select(entry => entry.Number)];
        return await ChangeListAsync(page, list => list.Without(traced));
    }

    private INumberGuard Other(GuardId id) => id == _id ? this : _context.Actors.Guard(id);

    private static DialNote NoteOf(PhoneNumber number, long lease, DateTimeOffset at) => new(NumberPlace.DigitsOf(number), lease, at);

    private async Task<Clearance> LookUpAsync(PhoneNumber number)
    {
        ListPage page = await ReadAsync(number);
        return page.Find(number) is { } listed ? new Clearance(true, listed.Reason) { ListVersion = page.Version } : Clearance.Clear with { ListVersion = page.Version };
    }

    /// <summary>Answers by how many numbers the page has grown.</summary>
    private async Task<int> ChangeListAsync(int page, Func<ListPage, ListPageRecord> change)
    {
        int grown = 0;
        await _list.ChangeAsync(page, record =>
        {
            var before = new ListPage(record);
            ListPageRecord changed = change(before);
            int count = new ListPage(changed).Count;
            grown = count - before.Count;

            // Set even when nothing has grown: a crash may have left the page without its count.
            bool isSame = grown == 0 && _counts[page] == count;
            _counts[page] = count;
            return isSame ? null : changed;
        });
        return grown;
    }
}
