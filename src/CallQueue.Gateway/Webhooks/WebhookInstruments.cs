using System.Diagnostics.Metrics;
using System.Globalization;
using CallQueue.Calls;
using CallQueue.Carriers;
using CallQueue.Instruments;

namespace CallQueue.Webhooks;

/// <summary>Webhooks of carriers. Thread-safe.</summary>
internal sealed class WebhookInstruments
{
    public const string Forged = "forged";
    public const string NoAttempt = "no_attempt";
    public const string NoStatus = "no_status";

    /// <summary>The field in which Twilio says when the event was.</summary>
    private const string TimestampField = "Timestamp";

    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _lag;
    private readonly TimeProvider _time;

    public WebhookInstruments(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        Meter meter = meters.Create("CallQueue.Webhooks");
        _duration = meter.CreateHistogram<double>(
            "callqueue.webhook.duration", "s", "How long a carrier's status webhook took until its call had stored it, by result: applied, repeated and the reasons why it changed nothing.",
            advice: new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });
        _lag = meter.CreateHistogram<double>(
            "callqueue.webhook.lag", "s", "From the event at the carrier until its webhook was here, to the second, by the carrier's clock. Only carriers that send the time: Twilio.",
            advice: new() { HistogramBucketBoundaries = [1, 2, 3, 5, 10, 15, 30, 60, 300] });
    }

    /// <summary>The time, for <see cref="Taken"/>.</summary>
    public long Begin() => _time.GetTimestamp();

    /// <summary>A webhook was taken, or rejected.</summary>
    public void Taken(string carrier, string result, long begun) =>
        _duration.Record(_time.GetElapsedTime(begun).TotalSeconds, new(Tags.Carrier, carrier), new KeyValuePair<string, object?>(Tags.Result, result));

    /// <summary>A genuine webhook came.</summary>
    public void Came(string carrier, CarrierMessage message)
    {
        if (!_lag.Enabled) return;
        foreach ((string name, string text) in message.Form)
        {
            if (name != TimestampField) continue;
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at))
                _lag.Record(Math.Max(0, (_time.GetUtcNow() - at).TotalSeconds), new KeyValuePair<string, object?>(Tags.Carrier, carrier));
            return;
        }
    }

    /// <summary>The word for what a call made of a report.</summary>
    public static string Result(EventAnswer answer) => answer switch
    {
        { Applied: true } => "applied",
        { Ignored: EventIgnored.UnknownCall } => "unknown_call",
        { Ignored: EventIgnored.OtherCarrier } => "other_carrier",
        { Ignored: EventIgnored.UnknownToken } => "unknown_token",
        { Ignored: EventIgnored.EarlierAttempt } => "earlier_attempt",
        { Ignored: EventIgnored.Unconfirmed } => "unconfirmed",
        _ => "repeated",
    };
}
