using CallQueue.Businesses;
using CallQueue.Carriers;
using CallQueue.Hosting;
using CallQueue.Trunks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CallQueue.Health;

/// <summary>Whether actors can read their records, and how long that takes. Hosts add their own check of their store.</summary>
internal sealed class StoreCheck(IActors actors, TimeProvider time) : CachedCheck(time, TimeSpan.FromSeconds(1))
{
    private readonly TimeProvider _time = time;

    protected override async Task<HealthCheckResult> LookAsync()
    {
        long begun = _time.GetTimestamp();
        try
        {
            await actors.Business(BusinessId.Default).GetAsync();
            return HealthCheckResult.Healthy(data: Measured(("milliseconds", _time.GetElapsedTime(begun).TotalMilliseconds)));
        }
        catch (UnavailableException)
        {
            return HealthCheckResult.Unhealthy("the storage does not respond");
        }
    }
}

/// <summary>Whether the carrier account accepts calls; the reason when it does not.</summary>
internal sealed class CarrierCheck(IActors actors, ICarriers carriers, TimeProvider time) : CachedCheck(time, TimeSpan.FromSeconds(1))
{
    private const int MostNamed = 10;

    protected override async Task<HealthCheckResult> LookAsync()
    {
        HealthCheckResult[] all = await Task.WhenAll(carriers.All.Select(LookAsync));
        if (all is [var one]) return one;

        // While one of them takes calls, calls are dialed.
        HealthCheckResult best = all.MaxBy(result => result.Status), worst = all.MinBy(result => result.Status);
        string[] troubles = [.. all.Zip(carriers.All, (result, carrier) => result.Description is { } trouble ? $"{carrier.Name}: {trouble}" : null).OfType<string>()];
        HealthStatus status = best.Status == HealthStatus.Healthy && worst.Status != HealthStatus.Healthy ? HealthStatus.Degraded : best.Status;
        return new HealthCheckResult(status, troubles.Length > 0 ? string.Join("; ", troubles) : null, data: best.Data);
    }

    private async Task<HealthCheckResult> LookAsync(ICarrier carrier)
    {
        TrunkSnapshot trunk = await actors.Trunk(carrier.Trunk).GetAsync();
        IReadOnlyDictionary<string, object> measured = Measured(
            ("carrier", carrier.Name), ("live_calls", trunk.Live), ("max_live_calls", trunk.Limits.Channels), ("dials_per_second", trunk.Limits.DialsPerSecond), ("paused_until", trunk.OpenUntil), ("stopped_until", trunk.Stop?.ProbeAt),
            ("businesses_stopped", trunk.BusinessStops.Count > 0 ? string.Join(", ", trunk.BusinessStops.Keys.Take(MostNamed)) : null));
        return trunk switch
        {
            { Stop: { } stop } => HealthCheckResult.Unhealthy($"the carrier account rejects calls: {stop.Reason}; one call probes it from {stop.ProbeAt:u} on", data: measured),
            { OpenUntil: { } until } => HealthCheckResult.Degraded($"the carrier asked us to pause dialing until {until:u}", data: measured),
            { BusinessStops.Count: > 0 and var count } => HealthCheckResult.Degraded($"the carrier rejects the calls of {count} businesses; GET /api/trunks shows why", data: measured),
            _ => HealthCheckResult.Healthy(data: measured),
        };
    }
}

/// <summary>Whether the default business dials or is paused.</summary>
internal sealed class QueueCheck(IActors actors, TimeProvider time) : CachedCheck(time, TimeSpan.FromSeconds(1))
{
    protected override async Task<HealthCheckResult> LookAsync()
    {
        BusinessSnapshot business = await actors.Business(BusinessId.Default).GetAsync();
        IReadOnlyDictionary<string, object> measured = Measured(
            ("waiting", business.Counts.Ready), ("delayed", business.Counts.Delayed), ("live", business.Counts.Live), ("slots", business.InForce.Slots));
        return business.Paused ? HealthCheckResult.Degraded("the queue is paused", data: measured) : HealthCheckResult.Healthy(data: measured);
    }
}
