using System.CommandLine;
using CallQueue.Cluster;
using CallQueue.Composition;
using Microsoft.Extensions.Hosting;

namespace CallQueue.Commands;

/// <summary><c>callqueue silo</c> and <c>callqueue gateway</c>: one process of a cluster, until it is stopped.</summary>
internal sealed class SiloCommand(Surroundings around)
{
    /// <summary>The environment variable that narrows what a silo hosts, and that selects a cluster role where no command is given.</summary>
    public const string RoleVariable = "SERVICE_ROLE";

    public Command BuildSilo()
    {
        var command = new Command("silo", "Join the cluster and host actors; SERVICE_ROLE narrows which (all, worker, scheduler, calls).");
        command.SetAction(async _ => (int)await RunAsync(isGateway: false));
        return command;
    }

    public Command BuildGateway()
    {
        var command = new Command("gateway", "Serve the REST API and webhooks as a client of the cluster.");
        command.SetAction(async _ => (int)await RunAsync(isGateway: true));
        return command;
    }

    /// <summary>Runs the role that SERVICE_ROLE names: <c>api</c> is a gateway, every other one a silo.</summary>
    public Task<ExitCode> RunByVariableAsync() =>
        RunAsync(isGateway: string.Equals(around.Text(RoleVariable), "api", StringComparison.OrdinalIgnoreCase));

    private async Task<ExitCode> RunAsync(bool isGateway)
    {
        SiloSettings settings = Settings(isGateway);
        using IHost host = ClusterHost.Build(settings, around.Time);
        await host.StartAsync();
        around.Say(Greeting(settings));
        around.Say(settings.Carrier.Sentence);
        await host.WaitForShutdownAsync();
        around.Say("Stopped. Live calls continue at the carrier; other silos take them over.");
        return ExitCode.Done;
    }

    private SiloSettings Settings(bool isGateway)
    {
        SiloSettings settings = SiloEnvironment.Read(around.Variable, around.Time);
        bool isSet = around.Text(RoleVariable) is not null;
        if (!isGateway && !settings.Role.IsSilo()) throw new SettingException($"{RoleVariable} is api, which is not a silo. Run callqueue gateway, or unset {RoleVariable}.");
        if (isGateway && isSet && settings.Role.IsSilo()) throw new SettingException($"{RoleVariable} names a silo's role. Run callqueue silo, or unset {RoleVariable}.");
        return isGateway ? settings with { Role = ServiceRole.Api } : settings;
    }

    private static string Greeting(SiloSettings settings)
    {
        string role = settings.Role.ToString().ToLowerInvariant();
        string http = settings.Role.ServesHttp() ? $", HTTP on {settings.Listen}" : "";
        string access = settings.Access.OperatorKey is null && settings.Role.ServesHttp() ? ", for programs on this machine only (no CALLQUEUE_OPERATOR_KEY)" : "";
        return settings.Role.IsSilo()
            ? $"[Worker] Worker started successfully. Silo {settings.SiloName} ({role}) is a member of {settings.ClusterId} at {settings.SiloAddress}:{settings.SiloPort}{http}{access}."
            : $"Gateway ({role}) is connected to {settings.ClusterId}{http}{access}.";
    }
}
