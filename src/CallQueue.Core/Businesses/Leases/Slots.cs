using CallQueue.Businesses.Queues;

namespace CallQueue.Businesses.Leases;

/// <summary>No I/O: who holds a slot, which numbers are live, and when to check which lease.</summary>
internal sealed class Slots
{
    /// <summary>A smaller step back is a correction of the clock.</summary>
    private static readonly TimeSpan SetBack = TimeSpan.FromSeconds(5);

    private readonly SortedDictionary<long, Lease> _leases;
    private readonly Dictionary<long, DateTimeOffset> _checkAt = [];
    private readonly SortedSet<(DateTimeOffset At, long Lease)> _checks = [];
    private readonly HashSet<PhoneNumber> _numbers;
    private readonly SortedSet<long> _open = [];
    private DateTimeOffset _lookedAt;
    private long _next;
    private Lease[]? _inOrder;

    /// <summary>Leases by the trunk that they note.</summary>
    private readonly Dictionary<TrunkId, int> _onTrunk = [];
    private int _freed;

    public Slots(IReadOnlyList<Lease> leases, long next)
    {
        _leases = new SortedDictionary<long, Lease>(leases.ToDictionary(lease => lease.Id));
        _numbers = [.. leases.Select(lease => lease.Call.To)];
        _next = next;
        Undialed = leases.Count(lease => lease.DialedAt is null);
        foreach (Lease lease in leases)
        {
            KeepOpen(lease);
            Count(lease, 1);
        }

        // An earlier instance looked after these; now this one does, from its first turn on.
        foreach (Lease lease in leases.Where(lease => lease.Started)) CheckAt(lease.Id, DateTimeOffset.MinValue);
    }

    public int Live => _leases.Count;

    /// <summary>The id that the next lease will have; ids only grow.</summary>
    public long NextId => _next;

    /// <summary>Leases whose create request may still be in progress: they count against every rate.</summary>
    public int Undialed { get; private set; }

    /// <summary>Leases whose calls take a session of the agent server.</summary>
    public int WithAgent { get; private set; }

    /// <summary>When the next lease is to be looked after; null when none is.</summary>
    public DateTimeOffset? NextCheckAt => _checks.Count == 0 ? null : _checks.Min.At;

    /// <summary>All leases, the oldest first.</summary>
    public IReadOnlyList<Lease> Leases => _inOrder ??= [.. _leases.Values];

    /// <summary>The leases that are to be started or were ordered back, the oldest first.</summary>
    public IReadOnlyList<Lease> Open => _open.Count == 0 ? [] : [.. _open.Select(id => _leases[id])];

    /// <summary>Leases that note a trunk; null: those that note none.</summary>
    public int LiveOn(TrunkId? trunk) => trunk is { } id ? _onTrunk.GetValueOrDefault(id) : Live - _onTrunk.Values.Sum();

    public bool IsLive(PhoneNumber number) => _numbers.Contains(number);

    public Lease? Find(long lease) => _leases.GetValueOrDefault(lease);

    public Lease? Find(string call) => Leases.FirstOrDefault(lease => lease.Name == call);

    /// <summary>A number of the same counter without a lease.</summary>
    public long TakeNumber() => _next++;

    /// <param name="blocked">Why the call is to end without a dial; null: it is to be dialed.</param>
    /// <param name="isProbe">It probes a stopped trunk.</param>
    /// <param name="from">The number of the pool that its dial shows; null: none.</param>
    /// <param name="trunk">Through which it is dialed; null: the only one.</param>
    public Lease Lend(
        QueuedCall call, string name, DateTimeOffset now, string? blocked = null, bool isProbe = false, PhoneNumber? from = null, TrunkId? trunk = null)
    {
        var lease = new Lease { Id = _next++, Call = call, Name = name, LeasedAt = now, Blocked = blocked, Probe = isProbe, From = from, Trunk = trunk };
        Count(lease, 1);
        _leases.Add(lease.Id, lease);
        _open.Add(lease.Id);
        _inOrder = null;
        Undialed++;
        _numbers.Add(call.To);
        return lease;
    }

    /// <summary>Replaces a lease that is still held.</summary>
    public void Change(Lease lease)
    {
        if (!_leases.TryGetValue(lease.Id, out Lease? before)) return;
        Undialed += UndialedIn(lease) - UndialedIn(before);
        _leases[lease.Id] = lease;
        KeepOpen(lease);
        _inOrder = null;
    }

    /// <summary>Ends a lease; null when it is not held (any more).</summary>
    public Lease? Return(long id)
    {
        if (!_leases.TryGetValue(id, out Lease? lease)) return null;
        _leases.Remove(id);
        Count(lease, -1);
        _open.Remove(id);
        _freed++;
        _inOrder = null;
        Undialed -= UndialedIn(lease);
        ForgetCheck(id);
        _numbers.Remove(lease.Call.To);
        return lease;
    }

    /// <summary>How many leases have ended since the last question; for the log, which tells a freed slot from one that was free.</summary>
    public int TakeFreed()
    {
        int freed = _freed;
        _freed = 0;
        return freed;
    }

    /// <summary>A lease is to be looked after at <paramref name="at"/>.</summary>
    public void CheckAt(long lease, DateTimeOffset at)
    {
        if (!_leases.ContainsKey(lease)) return;
        ForgetCheck(lease);
        _checkAt[lease] = at;
        _checks.Add((at, lease));
    }

    /// <summary>The leases to look after now; each is given out once, until it gets another time.</summary>
    public IReadOnlyList<Lease> TakeChecks(DateTimeOffset now)
    {
        // The clock was set back: what was due by the former one would wait for as long again.
        bool isSetBack = now + SetBack < _lookedAt;
        _lookedAt = now;
        List<Lease> due = [];
        while (_checks.Count > 0 && _checks.Min is var first && (first.At <= now || isSetBack))
        {
            ForgetCheck(first.Lease);
            due.Add(_leases[first.Lease]);
        }

        due.Sort((a, b) => a.Id.CompareTo(b.Id));
        return due;
    }

    private void Count(Lease lease, int by)
    {
        if (lease.Call.Agent == true) WithAgent += by;
        if (lease.Trunk is { } trunk) _onTrunk[trunk] = _onTrunk.GetValueOrDefault(trunk) + by;
    }

    private static int UndialedIn(Lease lease) => lease.DialedAt is null ? 1 : 0;

    private void KeepOpen(Lease lease)
    {
        if (!lease.Started || lease.Withdraw is not null) _open.Add(lease.Id);
        else _open.Remove(lease.Id);
    }

    private void ForgetCheck(long lease)
    {
        if (_checkAt.Remove(lease, out DateTimeOffset at)) _checks.Remove((at, lease));
    }
}
