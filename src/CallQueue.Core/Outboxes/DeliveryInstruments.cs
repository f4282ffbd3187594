using System.Diagnostics.Metrics;
using CallQueue.Instruments;

namespace CallQueue.Outboxes;

/// <summary>Deliveries of ends to sinks: webhooks of apps, the call log. Thread-safe.</summary>
internal sealed class DeliveryInstruments
{
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _deliveries;

    public DeliveryInstruments(IMeterFactory meters)
    {
        Meter meter = meters.Create("CallQueue.Deliveries");
        _duration = meter.CreateHistogram("callqueue.delivery.duration", "s", "How long a sink took for a batch of ends.", advice: Buckets.Brief);
        _deliveries = meter.CreateCounter<long>("callqueue.deliveries", "{delivery}", "Ends that were sent to a sink, by what became of them.");
    }

    public void Answered(string sink, IReadOnlyList<Delivery> answers, TimeSpan took)
    {
        KeyValuePair<string, object?> tag = new(Tags.Sink, sink);
        _duration.Record(took.TotalSeconds, tag);
        if (!_deliveries.Enabled) return;
        foreach (Delivery answer in answers) _deliveries.Add(1, tag, new(Tags.Result, answer is Delivery.Done ? "delivered" : answer is Delivery.Failed ? "failed" : "refused"));
    }

    /// <summary>The sink took nothing.</summary>
    public void Failed(string sink, int ends, TimeSpan took)
    {
        KeyValuePair<string, object?> tag = new(Tags.Sink, sink);
        _duration.Record(took.TotalSeconds, tag, new(Tags.Error, "unavailable"));
        _deliveries.Add(ends, tag, new(Tags.Result, "failed"));
    }
}
