using CallQueue.Businesses;
using CallQueue.PagedLists;
using CallQueue.Timing;

namespace CallQueue.Outboxes;

/// <summary>
/// No I/O: a business's outboxes, one for each sink. One whose sink this process does not know (its settings are missing
/// here, or another process has them) continues to collect ends within the retention.
/// </summary>
internal sealed class OutboxSet
{
    private readonly List<(Outbox Outbox, IEndingSink? Sink)> _all = [];
    private readonly List<(Outbox Outbox, IEndingSink Sink)> _served = [];
    private readonly IReadOnlyList<IEndingSink> _sinks;
    private readonly BusinessId _business;
    private readonly PageBook _book;

    public OutboxSet(BusinessId business, PageBook book, IReadOnlyList<OutboxRecord>? records, IReadOnlyList<IEndingSink> sinks)
    {
        (_business, _book, _sinks) = (business, book, sinks);
        foreach (OutboxRecord record in records ?? [])
            Add(new Outbox(record.Sink, business.Value, book, record), sinks.FirstOrDefault(sink => sink.Name == record.Sink));
    }

    /// <summary>Those whose sink is there.</summary>
    public IReadOnlyList<(Outbox Outbox, IEndingSink Sink)> Served => _served;

    /// <summary>All of them, those without a sink too.</summary>
    public IEnumerable<Outbox> All => _all.Select(one => one.Outbox);

    public IEnumerable<IWantsPages> Lists => _all.Select(one => one.Outbox.List);

    /// <summary>Whether a sink has pending ends.</summary>
    public bool IsOwing => _served.Exists(one => !one.Outbox.IsEmpty);

    /// <summary>Whether a crash now would interrupt a delivery.</summary>
    public bool IsBusy => _served.Exists(one => one.Outbox.IsBusy);

    /// <summary>The time of the next retry; null when none waits.</summary>
    public DateTimeOffset? NextAt => EarliestOf(outbox => outbox.NextAt);

    /// <summary>Ends at this instant or later may still be pending, so their records must be kept; null when there are none.</summary>
    public DateTimeOffset? KeepFrom => EarliestOf(outbox => outbox.OldestAt);

    public IReadOnlyList<OutboxRecord>? ToRecords() => _all.Count == 0 ? null : [.. _all.Select(one => one.Outbox.ToRecord())];

    public IReadOnlyList<OutboxSnapshot> ToSnapshots() => [.. _all.Select(one => one.Outbox.ToSnapshot())];

    /// <summary>A root has become durable: its ends may be delivered.</summary>
    public void Committed(IReadOnlyList<OutboxRecord>? records)
    {
        foreach (OutboxRecord record in records ?? []) _all.Find(one => one.Outbox.Sink == record.Sink).Outbox.Committed(record.Added);
    }

    /// <summary>Adds an end to every interested sink.</summary>
    public void Add(OutboxEntry entry, BusinessSettings settings)
    {
        foreach (IEndingSink sink in _sinks)
        {
            if (sink.Wants(settings) && !_all.Exists(one => one.Sink == sink))
                Add(new Outbox(sink.Name, _business.Value, _book, null), sink);
        }

        foreach ((Outbox outbox, IEndingSink? sink) in _all)
            if (sink?.Wants(settings) ?? true) outbox.Add(entry);
    }

    /// <summary>The settings have changed: ends of removed sinks are dropped, the rest is retried at once.</summary>
    public void Change(BusinessSettings settings, DateTimeOffset now)
    {
        foreach ((Outbox outbox, IEndingSink sink) in _served)
        {
            if (sink.Wants(settings)) outbox.RetryNow(now);
            else outbox.Clear();
        }
    }

    /// <summary>Drops ends beyond the retention where there is no sink.</summary>
    public void DropOld(DateTimeOffset tooOld)
    {
        foreach ((Outbox outbox, IEndingSink? sink) in _all) if (sink is null) outbox.DropOld(tooOld);
    }

    private void Add(Outbox outbox, IEndingSink? sink)
    {
        _all.Add((outbox, sink));
        if (sink is not null) _served.Add((outbox, sink));
    }

    private DateTimeOffset? EarliestOf(Func<Outbox, DateTimeOffset?> timeOf)
    {
        DateTimeOffset? earliest = null;
        foreach ((Outbox outbox, _) in _served) earliest = Earliest.Of(earliest, timeOf(outbox));
        return earliest;
    }
}
