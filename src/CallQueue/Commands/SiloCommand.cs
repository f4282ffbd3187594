using System.CommandLine;
using CallQueue.Cluster;
using CallQueue.Composition;
using CallQueue.Configuration;
using CallQueue.Carriers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CallQueue.Commands;

/// <summary><c>callqueue silo</c> and <c>callqueue gateway</c>: one process of a cluster, until it is stopped.</summary>
internal sealed class SiloCommand(CommandContext context)
{
    public Command BuildSilo()
    {
        var command = new Command("silo", "Join the cluster and host actors; SERVICE_ROLE narrows which (all, worker, scheduler, calls).");
        command.SetAction(async parsed => (int)await RunAsync(CommandSettings.Read(parsed, context), isGateway: false));
        return command;
    }

    public Command BuildGateway()
    {
        var command = new Command("gateway", "Serve the REST API and webhooks as a client of the cluster.");
        command.SetAction(async parsed => (int)await RunAsync(CommandSettings.Read(parsed, context), isGateway: true));
        return command;
    }

    /// <summary>Runs the role that SERVICE_ROLE names: <c>api</c> is a gateway, every other one a silo.</summary>
    public Task<ExitCode> RunByRoleAsync(ParseResult parsed)
    {
        SettingValues settings = CommandSettings.Read(parsed, context);
        return RunAsync(settings, isGateway: ClusterReader.Role(settings) == ServiceRole.Api);
    }

    private async Task<ExitCode> RunAsync(SettingValues settings, bool isGateway)
    {
        ProcessOptions options = ProcessReader.Cluster(settings, RoleOf(settings, isGateway), context);
        await using CallQueueHost host = CallQueueHost.Build(options, context);
        ILogger log = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger<CallQueueHost>();
        if (!await host.StartAsync(settings, isGateway ? SettingReaders.Gateway : SettingReaders.Silo, context)) return ExitCode.Done;
        Greet(log, options);
        string carrier = host.Services.GetRequiredService<ChosenCarrier>().Sentence + host.Services.GetRequiredService<FallbackCarriers>().Sentence;
        log.CarrierChosen(carrier);
        if (!isGateway) _ = RespellAsync(host, log, context.Interrupts.Once);
        await host.WaitAsync(context.Interrupts.Once);
        await host.StopAsync(CancellationToken.None);
        log.Stopped();
        return ExitCode.Done;
    }

    /// <summary>Beside everything else: a silo takes part in a running cluster and must not wait.</summary>
    private static async Task RespellAsync(CallQueueHost host, ILogger log, CancellationToken stop)
    {
        try
        {
            await host.RespellAsync(stop);
        }
        catch (Exception e)
        {
            if (!stop.IsCancellationRequested) log.NotRespelled(e);
        }
    }

    private static ServiceRole RoleOf(SettingValues settings, bool isGateway)
    {
        ServiceRole role = ClusterReader.Role(settings);
        if (!isGateway && !role.IsSilo()) settings.Fail(SettingTable.Role, "is not a silo's role. Run callqueue gateway, or unset SERVICE_ROLE");
        if (isGateway && settings.IsSet(SettingTable.Role) && role.IsSilo()) settings.Fail(SettingTable.Role, "is a silo's role. Run callqueue silo, or unset SERVICE_ROLE");
        return isGateway ? ServiceRole.Api : role;
    }

    private static void Greet(ILogger log, ProcessOptions options)
    {
        ClusterSettings cluster = options.Cluster!;
        string role = cluster.Role.ToString().ToLowerInvariant();
        string address = $"{cluster.SiloAddress}:{cluster.SiloPort}";
        string http = options.Http is { } served ? $", HTTP on {served.Listen(served.Access.OperatorKey is not null)}" : "";
        if (options.Http is { Webhooks: { } webhooks }) http += $", webhooks only on {webhooks}";
        if (options.Probes is { } probes) http += $", probes and metrics on {probes}";
        if (cluster.Role.IsSilo()) log.SiloStarted(cluster.SiloName, role, cluster.ClusterId, address, http);
        else log.GatewayStarted(role, cluster.ClusterId, http);
    }
}
