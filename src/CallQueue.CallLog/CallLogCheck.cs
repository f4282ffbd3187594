using CallQueue.Outboxes;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CallQueue.CallLog;

/// <summary>Health check "call_log": degraded while rows can't be written. Calls continue, and rows wait.</summary>
public sealed class CallLogCheck(CallLogSink log) : IHealthCheck
{
    /// <summary>The check's name.</summary>
    public const string Name = "call_log";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await log.CheckAsync().WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (SinkUnavailableException e)
        {
            return HealthCheckResult.Degraded($"{e.Message}; rows are kept and written later");
        }
        catch (OperationCanceledException)
        {
            return HealthCheckResult.Degraded("PostgreSQL did not respond in time; rows are kept and written later");
        }
    }
}
