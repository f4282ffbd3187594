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
    private readonly int[] _counts = new int[NumberPlace.Pages];

    public NumberGuard(IActorContext context, CallQueueServices services)
    {
        (_context, _dialWithin) = (context, CallQueueOptions.SendWithin + services.Options.DialTimeout);
        _commits = new Commits<NumberGuardRoot>(context, CallQueueJson.Default.NumberGuardRoot) { Snapshot = () => new NumberGuardRoot { Counts = [.. _counts] } };
        _list = new GuardPages<NumberGuardRoot, ListPageRecord>(_commits, "list", CallQueueJson.Default.ListPageRecord);
        _dials = new GuardPages<NumberGuardRoot, DialPageRecord>(_commits, "dials", CallQueueJson.Default.DialPageRecord);
    }

    private DateTimeOffset Now => _context.Time.GetUtcNow();

    public async Task ActivateAsync(CancellationToken cancellation)
    {
        if (await _commits.LoadAsync(cancellation) is not { } root) return;
        for (int page = 0; page < root.Counts.Count; page++) _counts[page] = root.Counts[page];
    }

    public Task OnAlarmAsync(CancellationToken cancellation) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public async Task<int> AddAsync(IReadOnlyList<ListedNumber> numbers)
    {
        int[] added = await Task.WhenAll(numbers.GroupBy(number => NumberPlace.Of(number.Number).Page)
            .Select(page => ChangeListAsync(page.Key, list => list.With(page))));
        return added.Sum();
    }

    public async Task<int> RemoveAsync(IReadOnlyList<PhoneNumber> numbers)
    {
        int[] removed = await Task.WhenAll(numbers.GroupBy(number => NumberPlace.Of(number).Page)
            .Select(page => ChangeListAsync(page.Key, list => list.Without(page.ToHashSet()))));
        return -removed.Sum();
    }

    public async Task<ListedNumber?> FindAsync(PhoneNumber number) => new ListPage(await _list.ReadAsync(NumberPlace.Of(number).Page)).Find(number);

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
        if (await ListedAsync(request.Number) is { } listed) return listed;
        if (request.Caps is not { Count: > 0 } caps) return Clearance.Clear;
        Clearance answer = Clearance.Clear;
        await _dials.ChangeAsync(NumberPlace.Of(request.Number).Page, record =>
        {
            var page = new DialPage(record);
            if (page.CappedUntil(request.Number, request.Lease, caps, Now) is { } until)
            {
                answer = new Clearance(CappedUntil: until);
                return null;
            }

            return page.With(new DialNote(NumberPlace.DigitsOf(request.Number), request.Lease, Now + _dialWithin), caps, Now);
        });
        return answer;
    }

    public async Task<Clearance> LookAsync(ClearNumber request)
    {
        if (await ListedAsync(request.Number) is { } listed) return listed;
        if (request.Caps is not { Count: > 0 } caps) return Clearance.Clear;
        var page = new DialPage(await _dials.ReadAsync(NumberPlace.Of(request.Number).Page));
        return new Clearance(CappedUntil: page.CappedUntil(request.Number, request.Lease, caps, Now));
    }

    public Task GiveBackAsync(PhoneNumber number, long lease) =>
        _dials.ChangeAsync(NumberPlace.Of(number).Page, page => new DialPage(page).Without(number, lease));

    /// <summary>Read from the store each time: what a stale twin remembers could lack a number that was added since.</summary>
    private async Task<Clearance?> ListedAsync(PhoneNumber number) =>
        await FindAsync(number) is { } listed ? new Clearance(true, listed.Reason) : null;

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
