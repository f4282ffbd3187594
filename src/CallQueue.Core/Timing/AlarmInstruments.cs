using System.Diagnostics.Metrics;
using CallQueue.Instruments;

namespace CallQueue.Timing;

/// <summary>Durable alarms and timers of actors. Thread-safe.</summary>
public sealed class AlarmInstruments
{
    private readonly Histogram<double> _lateness;
    private readonly Histogram<double> _lag;

    internal AlarmInstruments(IMeterFactory meters)
    {
        Meter meter = meters.Create("CallQueue.Alarms");
        _lateness = meter.CreateHistogram("callqueue.alarm.lateness", "s", "How long after its time a durable alarm rang. Alarms that a restart found are left out.", advice: Buckets.Late);
        _lag = meter.CreateHistogram("callqueue.scheduler.lag", "s", "How long after the time that it had set an actor's timer began its turn.", advice: Buckets.Late);
    }

    /// <summary>An alarm rings now.</summary>
    /// <param name="actor">The kind of the actor.</param>
    /// <param name="dueAt">When it should have (UTC).</param>
    /// <param name="now">The time (UTC).</param>
    public void Rang(string actor, DateTimeOffset dueAt, DateTimeOffset now) => Record(_lateness, actor, dueAt, now);

    /// <summary>An actor's timer fired; null: it had none.</summary>
    internal void Woke(string actor, DateTimeOffset? dueAt, DateTimeOffset now)
    {
        if (dueAt is { } due) Record(_lag, actor, due, now);
    }

    private static void Record(Histogram<double> histogram, string actor, DateTimeOffset dueAt, DateTimeOffset now)
    {
        if (histogram.Enabled) histogram.Record(Math.Max(0, (now - dueAt).TotalSeconds), new KeyValuePair<string, object?>(Tags.Actor, actor));
    }
}
