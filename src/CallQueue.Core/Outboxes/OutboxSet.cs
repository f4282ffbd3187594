using CallQueue.Businesses;
using CallQueue.PagedLists;

namespace CallQueue.Outboxes;

/// <summary>
/// No I/O: a business's outboxes, one for each sink. One whose sink this process does not know (its settings are missing
/// here, or another process has them) goes on collecting what is not older than what is remembered anyway.
/// </summary>
internal sealed class OutboxSet
{
    private readonly List<(Outbox Outbox, IEndingSink? Sink)> _all = [];
    private readonly IReadOnlyList<IEndingSink> _sinks;
    private readonly BusinessId _business;
    private readonly PageBook _book;

    public OutboxSet(BusinessId business, PageBook book, IReadOnlyList<OutboxRecord>? records, IReadOnlyList<IEndingSink> sinks)
    {
        (_business, _book, _sinks) = (business, book, sinks);
        foreach (OutboxRecord record in records ?? [])
            _all.Add((new Outbox(record.Sink, business.Value, book, record), sinks.FirstOrDefault(sink => sink.Name == record.Sink)));
    }

    /// <summary>Those whose sink is there.</summary>
    public IEnumerable<(Outbox Outbox, IEndingSink Sink)> Served => _all.Where(one => one.Sink is not null).Select(one => (one.Outbox, one.Sink!));

    public IEnumerable<IWantsPages> Lists => _all.Select(one => one.Outbox.List);

    /// <summary>Whether a sink has not been told everything.</summary>
    public bool IsOwing => Served.Any(one => !one.Outbox.IsEmpty);

    /// <summary>Whether a crash now would interrupt a delivery.</summary>
    public bool IsBusy => Served.Any(one => one.Outbox.IsBusy);

    /// <summary>When something is to be told again; null when nothing waits for a time.</summary>
    public DateTimeOffset? NextAt => Served.Select(one => one.Outbox.NextAt).Min();

    /// <summary>What ended at this instant or later may still have to be told, so its record is to be kept; null when all is told.</summary>
    public DateTimeOffset? KeepFrom => Served.Select(one => one.Outbox.OldestAt).Min();

    public IReadOnlyList<OutboxRecord>? ToRecords() => _all.Count == 0 ? null : [.. _all.Select(one => one.Outbox.ToRecord())];

    public IReadOnlyList<OutboxSnapshot> ToSnapshots() => [.. _all.Select(one => one.Outbox.ToSnapshot())];

    /// <summary>A root has become durable: what it holds may leave.</summary>
    public void Committed(IReadOnlyList<OutboxRecord>? records)
    {
        foreach (OutboxRecord record in records ?? []) _all.Find(one => one.Outbox.Sink == record.Sink).Outbox.Committed(record.Added);
    }

    /// <summary>Something has ended: every sink that wants to is going to hear of it.</summary>
    public void Add(OutboxEntry entry, BusinessSettings settings)
    {
        foreach (IEndingSink sink in _sinks)
        {
            if (sink.Wants(settings) && !_all.Exists(one => one.Sink == sink))
                _all.Add((new Outbox(sink.Name, _business.Value, _book, null), sink));
        }

        foreach ((Outbox outbox, IEndingSink? sink) in _all)
            if (sink?.Wants(settings) ?? true) outbox.Add(entry);
    }

    /// <summary>The settings are others: what nobody wants to hear is dropped, the rest is tried at once.</summary>
    public void Change(BusinessSettings settings, DateTimeOffset now)
    {
        foreach ((Outbox outbox, IEndingSink sink) in Served)
        {
            if (sink.Wants(settings)) outbox.RetryNow(now);
            else outbox.Clear();
        }
    }

    /// <summary>Drops what is too old to be remembered, where no sink is.</summary>
    public void DropOld(DateTimeOffset tooOld)
    {
        foreach ((Outbox outbox, IEndingSink? sink) in _all) if (sink is null) outbox.DropOld(tooOld);
    }
}
