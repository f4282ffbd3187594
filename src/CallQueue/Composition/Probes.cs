using CallQueue.Access;
using CallQueue.Cluster;
using CallQueue.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace CallQueue.Composition;

/// <summary>
/// Probes for orchestrators: /livez (restart me if not 200) and /readyz (send me requests only if 200); /healthz/live and /healthz/ready are the same.
/// The health of the whole queue is at GET /api/health.
/// </summary>
internal static class Probes
{
    public const string Live = "/healthz/live";
    private const string Ready = "/healthz/ready";

    /// <param name="checks">The host's checks.</param>
    /// <param name="role">The role in a cluster; null: a process of its own.</param>
    public static void AddProbes(this IHealthChecksBuilder checks, ServiceRole? role)
    {
        checks.AddCheck<StartedCheck>("started", tags: role is null ? [Ready, HealthTags.ProbeOnly] : [Ready]);
        checks.Services.AddSingleton<StartedCheck>();
        if (role?.IsSilo() != true) return;
        checks.Services.AddSingleton<OwnRow>();
        checks.AddCheck<OwnRow>("membership", tags: [Live]);
    }

    public static void MapProbes(this IEndpointRouteBuilder endpoints)
    {
        foreach ((string path, string probe) in (IEnumerable<(string, string)>)[(Live, Live), ("/livez", Live), (Ready, Ready), ("/readyz", Ready)])
            endpoints.MapHealthChecks(path, new HealthCheckOptions { Predicate = check => check.Tags.Contains(probe) }).WithoutKey().AlsoAtWebhookAddress().AlsoAtProbeAddress();
    }

    /// <summary>Ready from the end of the start (a silo is then a member, a client is connected) until a stop begins.</summary>
    private sealed class StartedCheck(IHostApplicationLifetime lifetime) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            bool isUp = lifetime.ApplicationStarted.IsCancellationRequested && !lifetime.ApplicationStopping.IsCancellationRequested;
            return Task.FromResult(isUp ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("starting or stopping"));
        }
    }
}
