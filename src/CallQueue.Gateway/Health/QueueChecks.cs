using CallQueue.Businesses;
using CallQueue.Carriers;
using CallQueue.Hosting;
using CallQueue.Trunks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CallQueue.Health;

/// <summary>Whether actors can read their records. Hosts add their own check of their store.</summary>
internal sealed class StoreCheck(IActors actors) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await actors.Business(BusinessId.Default).GetAsync().WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (UnavailableException)
        {
            return HealthCheckResult.Unhealthy("the storage does not respond");
        }
    }
}

/// <summary>Whether the carrier account accepts calls; the reason when it does not.</summary>
internal sealed class CarrierCheck(IActors actors, ICarriers carriers) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        TrunkId id = carriers.For(BusinessId.Default).Trunk;
        TrunkSnapshot trunk = await actors.Trunk(id).GetAsync().WaitAsync(cancellationToken);
        return trunk switch
        {
            { Stopped: { } reason } => HealthCheckResult.Unhealthy($"the carrier account rejects calls: {reason}"),
            { OpenUntil: { } until } => HealthCheckResult.Degraded($"the carrier asked us to pause dialing until {until:u}"),
            _ => HealthCheckResult.Healthy(),
        };
    }
}

/// <summary>Whether the default business dials or is paused.</summary>
internal sealed class QueueCheck(IActors actors) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        BusinessSnapshot business = await actors.Business(BusinessId.Default).GetAsync().WaitAsync(cancellationToken);
        return business.Paused ? HealthCheckResult.Degraded("the queue is paused") : HealthCheckResult.Healthy();
    }
}
