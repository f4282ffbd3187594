using CallQueue.Carriers;
using CallQueue.Composition;
using CallQueue.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CallQueue.Health;

/// <summary>The health checks of the executable, beside those of the gateway.</summary>
internal static class HostChecks
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public static void AddHostChecks(this IHealthChecksBuilder checks, ProcessOptions options)
    {
        IServiceCollection services = checks.Services;
        services.AddSingleton<IPublicUrlProbe, PublicUrlProbe>();
        services.AddSingleton(provider => new CredentialsCheck([.. provider.GetServices<ChosenCarrier>(), .. provider.GetService<FallbackCarriers>()?.All ?? []], provider.GetRequiredService<TimeProvider>()));
        checks.AddCheck<CredentialsCheck>("carrier_credentials", timeout: Limit);
        if (options.AgentUrl is { } agent)
        {
            services.AddSingleton(provider => new AgentCheck(agent, provider.GetRequiredService<TimeProvider>()));
            checks.AddCheck<AgentCheck>("agent_server", timeout: Limit);
        }

        if (options.Folder is not { } folder) return;
        services.AddSingleton<IAlarms>(provider => provider.GetRequiredService<FolderQueue>());
        services.AddSingleton(provider => new DiskCheck(folder.Path, provider.GetRequiredService<TimeProvider>()));
        checks.AddCheck<DiskCheck>("disk", timeout: Limit);
    }
}

/// <summary>Whether the carrier accepts the credentials. Asked every few minutes, with a request that places no call.</summary>
internal sealed class CredentialsCheck(IReadOnlyList<ChosenCarrier> chosen, TimeProvider time) : CachedCheck(time, TimeSpan.FromMinutes(5))
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly TimeProvider _time = time;

    protected override async Task<HealthCheckResult> LookAsync()
    {
        if (chosen.Count == 0) return HealthCheckResult.Healthy("calls are simulated: there are no credentials");
        HealthCheckResult[] all = await Task.WhenAll(chosen.Select(LookAsync));
        HealthCheckResult worst = all.MinBy(result => result.Status);
        return all.Length == 1 ? worst : new HealthCheckResult(worst.Status, string.Join("; ", all.Select(result => result.Description)));
    }

    private async Task<HealthCheckResult> LookAsync(ChosenCarrier chosen)
    {
        if (chosen.Carrier is not ICarrierAccount account) return HealthCheckResult.Healthy($"not provable: {chosen.Carrier.Name} has no request that checks credentials and calls nobody");
        using var limit = new CancellationTokenSource(Patience, _time);
        AccountAnswer answer = await account.CheckAccountAsync(limit.Token);
        return answer.Standing switch
        {
            AccountStanding.Accepted => HealthCheckResult.Healthy(answer.Detail),
            AccountStanding.Refused => HealthCheckResult.Unhealthy(answer.Detail),

            // Dialing notices by itself whether the carrier is there.
            _ => HealthCheckResult.Healthy($"not provable now: {answer.Detail}"),
        };
    }
}

/// <summary>Whether the voice agent's server answers at /health.</summary>
internal sealed class AgentCheck(string agentUrl, TimeProvider time) : CachedCheck(time, TimeSpan.FromSeconds(15))
{
    private readonly TimeProvider _time = time;

    protected override async Task<HealthCheckResult> LookAsync()
    {
        long begun = _time.GetTimestamp();
        (bool isUp, string detail) = await AgentServer.AskAsync(agentUrl);
        IReadOnlyDictionary<string, object> measured = Measured(("milliseconds", _time.GetElapsedTime(begun).TotalMilliseconds));
        return isUp ? HealthCheckResult.Healthy(data: measured) : HealthCheckResult.Degraded(detail, data: measured);
    }
}

/// <summary>Whether the data folder's disk has space left.</summary>
internal sealed class DiskCheck(string folder, TimeProvider time) : CachedCheck(time, TimeSpan.FromSeconds(15))
{
    private const long Little = 1L << 30;
    private const long TooLittle = 100L << 20;

    protected override Task<HealthCheckResult> LookAsync()
    {
        var disk = new DriveInfo(Path.GetFullPath(folder));
        long free = disk.AvailableFreeSpace;
        IReadOnlyDictionary<string, object> measured = Measured(("free_bytes", free), ("total_bytes", disk.TotalSize));
        return Task.FromResult(
            free < TooLittle ? HealthCheckResult.Unhealthy($"the data folder's disk has only {free >> 20} MiB left", data: measured)
            : free < Little ? HealthCheckResult.Degraded($"the data folder's disk has only {free >> 20} MiB left", data: measured)
            : HealthCheckResult.Healthy(data: measured));
    }
}
