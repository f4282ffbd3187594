namespace CallQueue.Businesses;

/// <summary>Pure: who holds a slot, which numbers are live, and which leases to look after when.</summary>
internal sealed class Slots
{
    private readonly Dictionary<long, Lease> _leases;
    private readonly Dictionary<long, DateTimeOffset> _checkAt = [];
    private readonly HashSet<PhoneNumber> _numbers;
    private long _next;

    public Slots(IReadOnlyList<Lease> leases, long next)
    {
        _leases = leases.ToDictionary(lease => lease.Id);
        _numbers = [.. leases.Select(lease => lease.Call.To)];
        _next = next;

        // An earlier instance looked after these; now this one does, from its first turn on.
        foreach (Lease lease in leases.Where(lease => lease.Started)) _checkAt[lease.Id] = DateTimeOffset.MinValue;
    }

    public int Live => _leases.Count;

    /// <summary>The id that the next lease will have; ids only grow.</summary>
    public long NextId => _next;

    /// <summary>Leases whose create request may still be under way: they count against every rate.</summary>
    public int Undialed => _leases.Values.Count(lease => lease.DialedAt is null);

    /// <summary>When the next lease is to be looked after; null when none is.</summary>
    public DateTimeOffset? NextCheckAt => _checkAt.Count == 0 ? null : _checkAt.Values.Min();

    /// <summary>All leases, the oldest first.</summary>
    public IReadOnlyList<Lease> Leases => [.. _leases.Values.OrderBy(lease => lease.Id)];

    public bool IsLive(PhoneNumber number) => _numbers.Contains(number);

    public Lease? Find(long lease) => _leases.GetValueOrDefault(lease);

    public Lease Lend(QueuedCall call, string name, DateTimeOffset now)
    {
        var lease = new Lease { Id = _next++, Call = call, Name = name, LeasedAt = now };
        _leases.Add(lease.Id, lease);
        _numbers.Add(call.To);
        return lease;
    }

    /// <summary>Replaces a lease that is still held.</summary>
    public void Change(Lease lease)
    {
        if (_leases.ContainsKey(lease.Id)) _leases[lease.Id] = lease;
    }

    /// <summary>Ends a lease; null when it is not held (any more).</summary>
    public Lease? Return(long id)
    {
        if (!_leases.Remove(id, out Lease? lease)) return null;
        _checkAt.Remove(id);
        _numbers.Remove(lease.Call.To);
        return lease;
    }

    /// <summary>A lease is to be looked after at <paramref name="at"/>.</summary>
    public void CheckAt(long lease, DateTimeOffset at)
    {
        if (_leases.ContainsKey(lease)) _checkAt[lease] = at;
    }

    /// <summary>The leases to look after now; each is given out once, until it gets another time.</summary>
    public IReadOnlyList<Lease> TakeChecks(DateTimeOffset now)
    {
        List<Lease> due = [.. _checkAt.Where(check => check.Value <= now).Select(check => _leases[check.Key]).OrderBy(lease => lease.Id)];
        foreach (Lease lease in due) _checkAt.Remove(lease.Id);
        return due;
    }
}
