using CallQueue.Businesses;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.State;
using CallQueue.Calls;
using CallQueue.Instruments;
using CallQueue.Outboxes;
using CallQueue.Runs;

namespace CallQueue.Businesses.Measures;

/// <summary>What one instance of a business measures of itself: in its turns only.</summary>
internal sealed class BusinessMeasures(BusinessState state, QueueInstruments instruments) : IDisposable
{
    /// <summary>The most free slots that are remembered.</summary>
    private const int MostFreed = 1000;

    private readonly BusinessNumbers _numbers = instruments.Open(state.Id);
    private readonly ReadyAges _ages = new();
    private readonly Dictionary<long, DateTimeOffset> _freedAt = [];
    private readonly Queue<DateTimeOffset> _freed = [];
    private CallCounts _counted = state.Tally.Counts;

    public void Dispose() => instruments.Close(_numbers);

    /// <summary>The pump has run.</summary>
    /// <param name="pumped">What it did.</param>
    /// <param name="freed">How many slots were freed since it ran before.</param>
    /// <param name="now">The time (UTC).</param>
    public void Pumped(PumpResult pumped, int freed, DateTimeOffset now)
    {
        _ages.Turned(state.Tally.Ready, pumped.Leased.Count, now);
        for (int i = 0; i < pumped.Leased.Count; i++) instruments.Waited(_ages.Take(now));
        _numbers.ReadySince = _ages.Since?.UtcTicks ?? 0;
        _numbers.Hold = pumped.Holds.Count == 0 ? null : pumped.Holds[0].Kind;
        if (instruments.IsTimingTurnarounds) TakeFreed(pumped.Leased, freed, now);
    }

    /// <summary>New leases take the slots that were freed first. A slot that stays free because nothing is ready, or because of an hour or a setting, is not turned around.</summary>
    private void TakeFreed(IReadOnlyList<Lease> leased, int freed, DateTimeOffset now)
    {
        for (int i = 0; i < freed && _freed.Count < MostFreed; i++) _freed.Enqueue(now);
        foreach (Lease lease in leased)
            if (_freed.TryDequeue(out DateTimeOffset freedAt)) _freedAt[lease.Id] = freedAt;
        bool isAtOnce = _numbers.Hold is HoldKind.Trunk or HoldKind.TrunkRate or HoldKind.Loading or HoldKind.Slots or HoldKind.Agents;
        if (!isAtOnce) _freed.Clear();
    }

    /// <summary>The carrier had the create request of a lease then; null: it never had one.</summary>
    public void Dialed(long lease, DateTimeOffset? at)
    {
        if (_freedAt.Remove(lease, out DateTimeOffset freedAt) && at is { } dialedAt) instruments.TurnedAround(dialedAt - freedAt);
    }

    /// <summary>A lease has ended.</summary>
    public void Ended(long lease, LeaseEnd end)
    {
        Dialed(lease, end.DialedAt);
        if (end is LeaseEnd.Final { Outcome: Outcome.Completed, Talk: { } talk }) instruments.Talked(talk);
    }

    /// <summary>When the next turn is due.</summary>
    public void WakesAt(DateTimeOffset? at) => _numbers.NextAt = at?.UtcTicks ?? 0;

    /// <summary>A root has become durable.</summary>
    public void Committed(BusinessRoot root)
    {
        if (instruments.IsCounting) instruments.Counted(_counted, root.Counts);
        _counted = root.Counts;
        (_numbers.Ready, _numbers.Delayed) = (Math.Max(0, root.Counts.Ready), Math.Max(0, root.Counts.Delayed));
        (_numbers.Live, _numbers.Slots) = (root.Leases.Count, state.Settings.Slots);
        _numbers.LeasedSince = root.Leases.Count == 0 ? 0 : root.Leases[0].LeasedAt.UtcTicks;
        PublishOutboxes();
    }

    private void PublishOutboxes()
    {
        IReadOnlyList<(Outbox Outbox, IEndingSink Sink)> served = state.Outboxes.Served;
        if (served.Count != _numbers.Outboxes.Length) _numbers.Outboxes = [.. served.Select(one => new OutboxNumbers(one.Sink.Name))];
        for (int i = 0; i < served.Count; i++)
        {
            Outbox outbox = served[i].Outbox;
            _numbers.Outboxes[i].Pending = outbox.Pending;
            _numbers.Outboxes[i].Since = outbox.OldestAt?.UtcTicks ?? 0;
        }
    }
}
