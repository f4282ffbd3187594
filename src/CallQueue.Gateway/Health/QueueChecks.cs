using CallQueue.Businesses;
using CallQueue.Carriers;
using CallQueue.Hosting;
using CallQueue.Trunks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CallQueue.Health;

/// <summary>Whether actors can read their records. Hosts that know their store better add a check of their own.</summary>
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
            return HealthCheckResult.Unhealthy("the store does not answer");
        }
    }
}

/// <summary>Whether the carrier account takes calls; the reason when it does not.</summary>
internal sealed class CarrierCheck(IActors actors, ICarriers carriers) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        TrunkId id = carriers.For(BusinessId.Default).Trunk;
        TrunkSnapshot trunk = await actors.Trunk(id).GetAsync().WaitAsync(cancellationToken);
        return trunk switch
        {
            { Stopped: { } reason } => HealthCheckResult.Unhealthy($"the account takes no calls: {reason}"),
            { OpenUntil: { } until } => HealthCheckResult.Degraded($"the carrier asked to wait until {until:u}"),
            _ => HealthCheckResult.Healthy(),
        };
    }
}

/// <summary>Whether the default business dials, or somebody paused it.</summary>
internal sealed class QueueCheck(IActors actors) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        BusinessSnapshot business = await actors.Business(BusinessId.Default).GetAsync().WaitAsync(cancellationToken);
        return business.Paused ? HealthCheckResult.Degraded("the queue is paused") : HealthCheckResult.Healthy();
    }
}
