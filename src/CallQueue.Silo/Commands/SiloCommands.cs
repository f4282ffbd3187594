using System.CommandLine;
using CallQueue.Composition;
using Microsoft.Extensions.Hosting;

namespace CallQueue.Commands;

/// <summary>The command line of a cluster's processes.</summary>
internal static class SiloCommands
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int BadSettings = 2;

    private const string About = """
        One process of an Orleans.CallQueue cluster: a silo, a gateway, or both, by SERVICE_ROLE. Without a command it runs serve.

        Environment:
          SERVICE_ROLE             all (default), api (gateway only), worker, scheduler, calls
          REDIS_URL                redis://user:password@host:6379/0, rediss:// for TLS; or REDIS_HOST, REDIS_PORT, REDIS_PASSWORD
          CALLQUEUE_SERVICE_ID     prefix of all stored data; never change it (default callqueue)
          CALLQUEUE_CLUSTER_ID     name of the running cluster (default callqueue)
          SILO_ADDRESS             the IP address at which other processes reach this silo (default 127.0.0.1)
          SILO_PORT                for other silos (default 11111)
          SILO_GATEWAY_PORT        for gateways (default 30000)
          SILO_NAME                for operators (default: the host's name)
          HOST, PORT               where HTTP is served (default 127.0.0.1:8000; 0.0.0.0 with an operator key)
          CALLQUEUE_OPERATOR_KEY   32 characters or more: required everywhere except by signed webhooks and probes
          INTERNAL_SECRET          32 characters or more, for programs that send X-Internal-Secret (not set: they are rejected)
          API_RATE_LIMIT_PER_SECOND  requests per second and key, with bursts of twice as many (default 100)
          SHUTDOWN_SECONDS         how long a stop may take (default 25)
          PUBLIC_URL, CALL_CARRIER, TWILIO_..., PLIVO_..., CALLKARO_..., AGENT_SERVER_URL, MAX_CONCURRENT_CALLS,
          CARRIER_DIALS_PER_SECOND, CALLQUEUE_PROFILE, CALL_WORKER_CONCURRENCY, RATE_LIMIT_PER_SECOND,
          CALL_LOG_POSTGRES or DATABASE_URL, OUTGOING_ALLOW_PRIVATE
                                   as for callqueue serve; the simulated carrier is for one process only

        Examples:
          SERVICE_ROLE=worker REDIS_URL=redis://10.0.0.5 SILO_ADDRESS=10.0.0.7 CallQueue.Silo
          SERVICE_ROLE=api REDIS_URL=redis://10.0.0.5 CALLQUEUE_OPERATOR_KEY=... CallQueue.Silo
          CallQueue.Silo health
          REDIS_URL=redis://10.0.0.5 CallQueue.Silo import export.jsonl
        """;

    /// <summary>Runs one command to its end and answers the process's exit code.</summary>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args, Func<string, string?> variable, TimeProvider time, TextWriter output, TextWriter error)
    {
        var root = new RootCommand(About);
        root.SetAction(_ => ServeAsync(variable, time, output));
        var serve = new Command("serve", "Join the cluster and serve until the process is stopped. This is the default command.");
        serve.SetAction(_ => ServeAsync(variable, time, output));
        root.Add(serve);
        root.Add(new HealthCommand(variable, output).Build());
        root.Add(new ImportCommand(variable, time, output).Build());
        try
        {
            var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = output, Error = error };
            return await root.Parse(args).InvokeAsync(invocation);
        }
        catch (SettingException e)
        {
            await error.WriteLineAsync(e.Message);
            return BadSettings;
        }
        catch (Exception e)
        {
            await error.WriteLineAsync($"{e.GetBaseException().Message} ({e.GetBaseException().GetType().Name})");
            return Failed;
        }
    }

    private static async Task<int> ServeAsync(Func<string, string?> variable, TimeProvider time, TextWriter output)
    {
        SiloSettings settings = SiloEnvironment.Read(variable, time);
        using IHost host = ClusterHost.Build(settings, time);
        await host.StartAsync();
        await output.WriteLineAsync(Greeting(settings));
        await output.WriteLineAsync(settings.Carrier.Sentence);
        await host.WaitForShutdownAsync();
        await output.WriteLineAsync("Stopped. Live calls continue at the carrier; other silos take them over.");
        return Done;
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
