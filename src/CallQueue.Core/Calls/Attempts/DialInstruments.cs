using System.Diagnostics.Metrics;
using CallQueue.Carriers;
using CallQueue.Instruments;

namespace CallQueue.Calls.Attempts;

/// <summary>Create requests to carriers. Thread-safe.</summary>
internal sealed class DialInstruments
{
    private readonly Histogram<double> _duration;

    public DialInstruments(IMeterFactory meters) => _duration = meters.Create("CallQueue.Dials").CreateHistogram(
        "callqueue.dial.duration", "s", "How long the carrier took to answer a create request.", advice: Buckets.Brief);

    public void Answered(string carrier, DialAnswer answer, TimeSpan took)
    {
        if (!_duration.Enabled) return;
        KeyValuePair<string, object?> tag = new(Tags.Carrier, carrier);
        if (ErrorOf(answer) is { } error) _duration.Record(took.TotalSeconds, tag, new(Tags.Error, error));
        else _duration.Record(took.TotalSeconds, tag);
    }

    /// <summary>A word for what went wrong; null: nothing did.</summary>
    public static string? ErrorOf(DialAnswer answer) => answer switch
    {
        DialAnswer.Accepted => null,
        DialAnswer.Rejected => "rejected",
        DialAnswer.TryLater { Throttled: true } => "throttled",
        DialAnswer.TryLater => "not_placed",
        DialAnswer.TrunkStopped => "account_stopped",
        DialAnswer.Unknown => "unknown",
        _ => "_OTHER",
    };
}
