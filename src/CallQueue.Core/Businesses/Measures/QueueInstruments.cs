using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CallQueue.Businesses;
using CallQueue.Instruments;
using CallQueue.Runs;

namespace CallQueue.Businesses.Measures;

/// <summary>Calls on their way through the queues: counters and times as they happen, gauges from the numbers that active businesses publish. Thread-safe.</summary>
internal sealed class QueueInstruments
{
    private const string Others = "other";

    private static readonly Outcome[] Outcomes = Enum.GetValues<Outcome>();

    private readonly ConcurrentDictionary<BusinessNumbers, byte> _businesses = [];
    private readonly TimeProvider _time;
    private readonly int _mostSeries;
    private readonly Counter<long> _submitted;
    private readonly Counter<long> _ended;
    private readonly Histogram<double> _wait;
    private readonly Histogram<double> _talk;
    private readonly Histogram<double> _turnaround;

    public QueueInstruments(IMeterFactory meters, TimeProvider time, InstrumentOptions options)
    {
        (_time, _mostSeries) = (time, options.Businesses);
        Meter meter = meters.Create("CallQueue.Queues");
        _submitted = meter.CreateCounter<long>("callqueue.calls.submitted", "{call}", "Calls that were accepted and stored.");
        _ended = meter.CreateCounter<long>("callqueue.calls.ended", "{call}", "Calls that ended permanently, by outcome.");
        _wait = meter.CreateHistogram("callqueue.call.wait", "s", "How long a call was ready before it got a slot, as if calls got slots in the order in which they became ready.", advice: Buckets.Long);
        _talk = meter.CreateHistogram("callqueue.call.talk", "s", "How long people talked, of completed calls.", advice: Buckets.Long);
        _turnaround = meter.CreateHistogram("callqueue.slot.turnaround", "s", "From the end that freed a slot until the carrier had the create request of the next call in it.", advice: Buckets.Brief);
        meter.CreateObservableGauge("callqueue.calls.open", Open, "{call}", "Calls that have not ended, of active businesses, by state: ready, delayed, live.");
        meter.CreateObservableGauge("callqueue.calls.held", Held, "{call}", "Ready calls that wait, by the most general reason of their business.");
        meter.CreateObservableGauge("callqueue.queue.age", () => Most(one => one.ReadySince), "s", "How long the first of the ready calls has waited, the longest of all businesses.");
        meter.CreateObservableGauge("callqueue.slot.usage", () => Sums(one => one.Live), "{slot}", "Slots that are lent to calls.");
        meter.CreateObservableGauge("callqueue.slot.limit", () => Sums(one => one.Slots), "{slot}", "Slots of active businesses.");
        meter.CreateObservableGauge("callqueue.slot.age", () => Most(one => one.LeasedSince), "s", "How long the slot is lent that is lent longest.");
        meter.CreateObservableGauge("callqueue.scheduler.overdue", () => Most(one => one.NextAt), "s", "How long the business is overdue whose turn should have begun first; 0: none is.");
        meter.CreateObservableGauge("callqueue.outbox.pending", () => Outboxes(one => one.Pending, sums => sums.Sum()), "{delivery}", "Ends that a sink has not received yet.");
        meter.CreateObservableGauge("callqueue.outbox.age", () => Outboxes(one => AgeOf(one.Since), ages => ages.Max()), "s", "How long ago the end was that waits longest for its sink.");
        meter.CreateObservableGauge("callqueue.businesses.active", () => (long)_businesses.Count, "{business}", "Businesses in the memory of this process.");
    }

    /// <summary>Whether somebody counts calls.</summary>
    public bool IsCounting => _ended.Enabled || _submitted.Enabled;

    /// <summary>Whether turnarounds go anywhere.</summary>
    public bool IsTimingTurnarounds => _turnaround.Enabled;

    /// <summary>A business became active.</summary>
    public BusinessNumbers Open(BusinessId id)
    {
        var numbers = new BusinessNumbers(id);
        if (_mostSeries > 0) numbers.Series = _businesses.Count < _mostSeries ? id.Value : Others;
        _businesses.TryAdd(numbers, 0);
        return numbers;
    }

    public void Close(BusinessNumbers numbers) => _businesses.TryRemove(numbers, out _);

    /// <summary>What a commit has changed.</summary>
    public void Counted(CallCounts before, CallCounts after)
    {
        if (after.Total > before.Total) _submitted.Add(after.Total - before.Total);
        foreach (Outcome outcome in Outcomes)
        {
            long ended = after.Of(outcome) - before.Of(outcome);
            if (ended > 0) _ended.Add(ended, new KeyValuePair<string, object?>(Tags.Outcome, Words.Of(outcome)));
        }
    }

    public void Waited(TimeSpan wait) => _wait.Record(wait.TotalSeconds);

    public void Talked(TimeSpan talk) => _talk.Record(talk.TotalSeconds);

    public void TurnedAround(TimeSpan took) => _turnaround.Record(Math.Max(0, took.TotalSeconds));

    private IEnumerable<Measurement<long>> Open()
    {
        foreach (IGrouping<string?, BusinessNumbers> series in Series())
        {
            yield return Measure(series.Sum(one => one.Ready), series.Key, Tags.State, "ready");
            yield return Measure(series.Sum(one => one.Delayed), series.Key, Tags.State, "delayed");
            yield return Measure(series.Sum(one => one.Live), series.Key, Tags.State, "live");
        }
    }

    private IEnumerable<Measurement<long>> Held() => Series().SelectMany(series => series.Where(one => one is { Hold: not null, Ready: > 0 }).GroupBy(one => one.Hold!.Value)
        .Select(held => Measure(held.Sum(one => one.Ready), series.Key, Tags.Reason, HoldWords.Of(held.Key).Replace(' ', '_'))));

    private IEnumerable<Measurement<long>> Sums(Func<BusinessNumbers, long> value) => Series().Select(series => Measure(series.Sum(value), series.Key));

    private IEnumerable<Measurement<double>> Most(Func<BusinessNumbers, long> since) =>
        Series().Select(series => series.Key is { } name ? new Measurement<double>(series.Max(one => AgeOf(since(one))), Of(name)) : new Measurement<double>(series.Max(one => AgeOf(since(one)))));

    private IEnumerable<Measurement<double>> Outboxes(Func<OutboxNumbers, double> value, Func<IEnumerable<double>, double> join) => _businesses.Keys.SelectMany(one => one.Outboxes)
        .GroupBy(one => one.Sink, value).Select(sink => new Measurement<double>(join(sink), new KeyValuePair<string, object?>(Tags.Sink, sink.Key)));

    private IEnumerable<IGrouping<string?, BusinessNumbers>> Series() => _businesses.Keys.GroupBy(one => one.Series);

    private double AgeOf(long since) => since == 0 ? 0 : Math.Max(0, new TimeSpan(_time.GetUtcNow().UtcTicks - since).TotalSeconds);

    private static Measurement<long> Measure(long value, string? series) => series is null ? new(value) : new(value, Of(series));

    private static Measurement<long> Measure(long value, string? series, string tag, string word) =>
        series is null ? new(value, new KeyValuePair<string, object?>(tag, word)) : new(value, new(tag, word), Of(series));

    private static KeyValuePair<string, object?> Of(string series) => new(Tags.Business, series);
}
