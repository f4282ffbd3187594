using System.Diagnostics.Metrics;
using CallQueue;
using CallQueue.Businesses;

namespace Samples.Extensions;

/// <summary>Metrics of a business, for any OpenTelemetry or dotnet-counters listener. Update it as often as the metrics are to be fresh.</summary>
public sealed class QueueMeter : IDisposable
{
    private readonly Meter _meter = new("Samples.Queue");
    private BusinessSnapshot? _last;

    public QueueMeter()
    {
        _meter.CreateObservableGauge("queue.waiting", () => _last is { } now ? now.Counts.Ready + now.Counts.Delayed : 0, "{call}", "Calls that wait.");
        _meter.CreateObservableGauge("queue.live", () => _last?.Counts.Live ?? 0, "{call}", "Live calls.");
    }

    public async Task UpdateAsync(IActors actors, BusinessId business) => _last = await actors.Business(business).GetAsync();

    public void Dispose() => _meter.Dispose();
}
