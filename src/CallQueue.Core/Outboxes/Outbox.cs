using CallQueue.Businesses;
using CallQueue.PagedLists;

namespace CallQueue.Outboxes;

/// <summary>Ends in delivery. Each batch is a separate object: only the one in progress is answered.</summary>
internal sealed class OutboxBatch(IReadOnlyList<OutboxEntry> entries, bool isParked)
{
    public IReadOnlyList<OutboxEntry> Entries { get; private set; } = entries;

    /// <summary>They failed before; else they are the first of those that wait.</summary>
    public bool IsParked => isParked;

    /// <summary>Replaces ends, which keep their places; what was sent was sent.</summary>
    public void Replace(Func<OutboxEntry, OutboxEntry> change) => Entries = [.. Entries.Select(change)];
}

/// <summary>
/// No I/O: the pending ends of one sink. They are delivered in their order, one batch at a time. When the sink
/// is unavailable, all of them wait. When it rejects a single end, that end is parked and retried separately,
/// and the others continue; while <see cref="MostParked"/> are parked, no further batch is started.
/// </summary>
internal sealed class Outbox
{
    public const int MostParked = 64;
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3);

    private readonly string _seed;
    private readonly PagedList<OutboxEntry> _waiting;
    private readonly List<ParkedEntry> _parked;
    private long _added;
    private long _durable;
    private int _tries;
    private DateTimeOffset? _nextAt;
    private string? _problem;
    private DateTimeOffset? _problemAt;
    private long _givenUp;
    private OutboxBatch? _underWay;

    public Outbox(string sink, string seed, PageBook book, OutboxRecord? record)
    {
        (Sink, _seed) = (sink, sink + seed);
        _waiting = new PagedList<OutboxEntry>(book, OutboxEntry.Format, record?.Waiting);
        _parked = [.. record?.Parked ?? []];
        _added = _durable = record?.Added ?? 0;
        (_tries, _nextAt, _problem, _problemAt, _givenUp) = (record?.Tries ?? 0, record?.NextAt, record?.Problem, record?.ProblemAt, record?.GivenUp ?? 0);
    }

    public string Sink { get; }

    public PagedList<OutboxEntry> List => _waiting;

    /// <summary>How many ends are pending.</summary>
    public long Pending => _waiting.Count + _parked.Count;

    public bool IsEmpty => _waiting.Count == 0 && _parked.Count == 0;

    /// <summary>A delivery is in progress or due now: a crash would interrupt it.</summary>
    public bool IsBusy => _underWay is not null || (_nextAt is null && _waiting.Count > 0 && _parked.Count < MostParked);

    /// <summary>When something waits for its time; null when nothing does.</summary>
    public DateTimeOffset? NextAt => _underWay is not null || IsEmpty ? null
        : _nextAt ?? (_parked.Count == 0 ? null : _parked.Min(parked => parked.NextAt));

    /// <summary>The time of the oldest pending end; the minimum value while it is being loaded, null when there are none.</summary>
    public DateTimeOffset? OldestAt
    {
        get
        {
            DateTimeOffset? waiting = _waiting.Count == 0 ? null : _waiting.TryPeek(out OutboxEntry first) ? first.At : DateTimeOffset.MinValue;
            DateTimeOffset? parked = _parked.Count == 0 ? null : _parked.Min(entry => entry.Entry.At);
            return waiting is null || parked < waiting ? parked : waiting;
        }
    }

    public OutboxRecord ToRecord() => new()
    {
        Sink = Sink, Added = _added, Waiting = _waiting.ToRecord(), Parked = [.. _parked], Tries = _tries, NextAt = _nextAt,
        Problem = _problem, ProblemAt = _problemAt, GivenUp = _givenUp,
    };

    public OutboxSnapshot ToSnapshot() => new(Sink, _waiting.Count + _parked.Count, _parked.Count, _givenUp, _problem, _problemAt, NextAt);

    /// <summary>Replaces ends that are parked or under way, which keep their places; answers how many are parked.</summary>
    public int ReplaceParked(Func<OutboxEntry, OutboxEntry> change)
    {
        _underWay?.Replace(change);
        int changed = 0;
        for (int i = 0; i < _parked.Count; i++)
        {
            OutboxEntry entry = change(_parked[i].Entry);
            if (ReferenceEquals(entry, _parked[i].Entry)) continue;
            _parked[i] = _parked[i] with { Entry = entry };
            changed++;
        }

        return changed;
    }

    public void Add(OutboxEntry entry)
    {
        _waiting.Append(entry);
        _waiting.Trim();
        _added++;
    }

    /// <summary>A root has become durable with this total number of ends: later ones must not be delivered yet.</summary>
    public void Committed(long added) => _durable = added;

    /// <summary>The ends to deliver now, at most <paramref name="most"/>; null when there are none, or a delivery is in progress.</summary>
    public OutboxBatch? Start(int most, DateTimeOffset now)
    {
        if (_underWay is not null || _nextAt > now) return null;
        _nextAt = null;
        List<OutboxEntry> due = [.. _parked.Where(parked => parked.NextAt <= now).OrderBy(parked => parked.NextAt).Take(most).Select(parked => parked.Entry)];
        if (due.Count > 0) return _underWay = new OutboxBatch(due, isParked: true);

        if (_parked.Count >= MostParked) return null;
        IReadOnlyList<OutboxEntry> first = _waiting.Peek((int)Math.Min(most, _durable - _added + _waiting.Count));
        return first.Count == 0 ? null : _underWay = new OutboxBatch(first, isParked: false);
    }

    /// <summary>The sink took nothing: the batch stays where it is.</summary>
    public void Fail(OutboxBatch batch, string problem, DateTimeOffset now)
    {
        if (_underWay != batch) return;
        _underWay = null;
        _nextAt = now + Backoff.After(++_tries, _seed);
        (_problem, _problemAt) = (problem, now);
    }

    /// <summary>The sink has answered for each.</summary>
    /// <returns>Those that are given up, and why.</returns>
    public IReadOnlyList<(OutboxEntry Entry, string Problem)> Answer(OutboxBatch batch, IReadOnlyList<Delivery> answers, DateTimeOffset now)
    {
        if (_underWay != batch) return [];
        (_underWay, _tries, _nextAt, _problem, _problemAt) = (null, 0, null, null, null);
        List<(OutboxEntry, string)> lost = [];
        foreach ((OutboxEntry entry, Delivery answer) in batch.Entries.Zip(answers))
        {
            ParkedEntry? before = batch.IsParked ? Unpark(entry) : null;
            if (!batch.IsParked) _waiting.Take();
            if (answer is Delivery.Refused refused) lost.Add((entry, refused.Problem));
            else if (answer is Delivery.Failed failed && !Park(entry, before, failed.Problem, now)) lost.Add((entry, failed.Problem));
        }

        _givenUp += lost.Count;
        return lost;
    }

    /// <summary>What waits for its time need not wait any longer.</summary>
    public void RetryNow(DateTimeOffset now)
    {
        (_tries, _nextAt) = (0, null);
        for (int i = 0; i < _parked.Count; i++) _parked[i] = _parked[i] with { NextAt = now };
    }

    /// <summary>Drops all pending ends: the sink was removed.</summary>
    public void Clear()
    {
        _waiting.Clear();
        _parked.Clear();
        (_underWay, _tries, _nextAt, _problem, _problemAt) = (null, 0, null, null, null);
    }

    /// <summary>Drops what ended before <paramref name="tooOld"/>, of an outbox whose sink is not there.</summary>
    public void DropOld(DateTimeOffset tooOld)
    {
        _parked.RemoveAll(parked => parked.Entry.At < tooOld);
        while (_waiting.TryPeek(out OutboxEntry first) && first.At < tooOld) _waiting.Take();
    }

    private ParkedEntry Unpark(OutboxEntry entry)
    {
        int at = _parked.FindIndex(parked => parked.Entry == entry);
        ParkedEntry parked = _parked[at];
        _parked.RemoveAt(at);
        return parked;
    }

    /// <summary>False when it has failed for too long.</summary>
    private bool Park(OutboxEntry entry, ParkedEntry? before, string problem, DateTimeOffset now)
    {
        (_problem, _problemAt) = (problem, now);
        DateTimeOffset since = before?.Since ?? now;
        if (now - since >= GiveUpAfter) return false;
        int tries = (before?.Tries ?? 0) + 1;
        _parked.Add(new ParkedEntry(entry, tries, since, now + Backoff.After(tries, _seed + entry.Name)));
        return true;
    }
}
