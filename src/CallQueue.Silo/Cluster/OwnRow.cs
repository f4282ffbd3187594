using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans;
using Orleans.Runtime;

namespace CallQueue.Cluster;

/// <summary>
/// Whether this silo is still in the membership table. A store that came back without data has none of its silos: they would
/// continue serving each other for ever while new ones start a second cluster over the same records. Unhealthy, so that the
/// orchestrator restarts it, only when the store answers and the row has been missing for over a minute; never because it
/// does not answer.
/// </summary>
internal sealed class OwnRow(IMembershipTable table, ILocalSiloDetails self, IClusterStore store, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan MissingLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private long? _missingSince;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (await IsMissingAsync(cancellationToken) is not { } isMissing) return HealthCheckResult.Degraded($"{store.Name} does not respond");
        if (!isMissing)
        {
            _missingSince = null;
            return HealthCheckResult.Healthy();
        }

        _missingSince ??= time.GetTimestamp();
        return time.GetElapsedTime(_missingSince.Value) > MissingLimit
            ? HealthCheckResult.Unhealthy($"this silo is missing from the membership table: {store.Name} has lost its data; restart this process")
            : HealthCheckResult.Degraded("this silo is missing from the membership table");
    }

    private async Task<bool?> IsMissingAsync(CancellationToken cancellation)
    {
        try
        {
            MembershipTableData rows = await table.ReadRowAsync(self.SiloAddress, cancellation).WaitAsync(Patience, time, cancellation);
            return rows.Members.Count == 0;
        }
        catch (Exception e) when (store.IsTableLost(e))
        {
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return null;
        }
    }
}
