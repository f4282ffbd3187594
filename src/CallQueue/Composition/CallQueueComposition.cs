using CallQueue.Access;
using CallQueue.Agents;
using CallQueue.CallLog;
using CallQueue.Carriers;
using CallQueue.Carriers.CallKaro;
using CallQueue.Cluster;
using CallQueue.Composition.Logging;
using CallQueue.Consoles;
using CallQueue.Erasures;
using CallQueue.Guards;
using CallQueue.Health;
using CallQueue.Hosting;
using CallQueue.Outboxes;
using CallQueue.Outgoing;
using CallQueue.Telemetry;
using CallQueue.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Dashboard;
using Orleans.Hosting;

namespace CallQueue.Composition;

/// <summary>The composition of every process. Its role decides about two parts: what runs the actors, and which endpoints are served.</summary>
internal static class CallQueueComposition
{
    /// <summary>Everything but the web server: the same for a data folder, a silo, a gateway and commands.</summary>
    public static void AddCallQueue(this IHostApplicationBuilder builder, ProcessOptions options, LogLines lines, TimeProvider time)
    {
        lines.AddTo(builder.Logging);
        IServiceCollection services = builder.Services;
        services.AddSingleton(options).AddSingleton(lines).AddSingleton(time);
        services.AddSingleton<IHostLifetime, CommandLifetime>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = options.ShutdownLimit ?? Timeout.InfiniteTimeSpan);
        services.AddTelemetry(options, time);
        services.AddOutgoing(options, time);
        services.AddSingleton(provider => new CallQueueServices(provider.GetRequiredService<ICarriers>(), options.Queue)
        {
            Instruments = provider.GetRequiredService<CallQueueInstruments>(),
            Logging = provider.GetRequiredService<ILoggerFactory>(),
            Sinks = [.. provider.GetServices<IEndingSink>()],
            Veto = provider.GetService<IVeto>(),
        });
        services.AddCarrier(options, time);
        if (options.Cluster is { } cluster) builder.AddCluster(cluster, options.Telemetry);
        else services.AddFolder();
        bool dials = options.Carrier is not null && options.Cluster?.Role.IsSilo() != false;
        if (options.AgentSessions is { } sessions && dials)
            services.AddHostedService(provider => new AgentAsker(sessions, answer => provider.GetRequiredService<IActors>().Trunk(CallQueueOptions.AgentServer).ReportAsync(answer), time, provider.GetRequiredService<ILogger<AgentAsker>>()));
    }

    /// <summary>The web server's services.</summary>
    public static void AddCallQueueWeb(this WebApplicationBuilder builder, ProcessOptions options)
    {
        HttpOptions http = options.Http!;
        builder.Services.AddRoutingCore();
        builder.Services.AddCallQueueGateway(new GatewayOptions { PublicUrl = http.PublicUrl, Deployment = options.Queue, MaxListBytes = http.MaxListBytes });
        builder.Services.AddCallQueueConsole();
        builder.Services.AddSingleton(http.Traffic);
        builder.Services.AddCallQueueAccess(services => services.GetService<FolderQueue>()?.Access ?? http.Access);
        if (http.OpenId is { } openId) builder.Services.AddOpenIdSignIn(openId);
        IHealthChecksBuilder checks = builder.Services.AddHealthChecks();
        checks.AddProbes(options.Cluster?.Role);
        checks.AddHostChecks(options);
    }

    /// <summary>The endpoints that the role serves.</summary>
    public static void MapCallQueueWeb(this WebApplication app, ProcessOptions options)
    {
        if (options.Telemetry.SendsTraces) app.Use(RequestSpans.NameAsync);
        app.UseCallQueueAccess();
        app.MapProbes();
        app.MapMetrics();
        bool servesApi = options.Cluster?.Role.ServesApi() != false;
        if (servesApi) app.MapCallQueueApi();
        else app.MapCallQueueWebhooks();
        if (servesApi && options.Http!.ServesConsole) app.MapCallQueueConsole();
        if (options.Cluster is { HasDashboard: true }) app.MapOrleansDashboard("/orleans");
    }

    /// <summary>Probes and metrics of a role that serves nothing else.</summary>
    public static void AddProbesOnly(this WebApplicationBuilder builder, ProcessOptions options)
    {
        builder.Services.AddRoutingCore();
        builder.Services.AddHealthChecks().AddProbes(options.Cluster?.Role);
    }

    /// <summary>The endpoints of <see cref="AddProbesOnly"/>.</summary>
    public static void MapProbesOnly(this WebApplication app)
    {
        app.UseRouting();
        app.UseProbeAddress();
        app.MapProbes();
        app.MapMetrics();
    }

    private static void AddOutgoing(this IServiceCollection services, ProcessOptions options, TimeProvider time)
    {
        services.AddSingleton(options.Outgoing);
        if (options.Carrier is not null) services.AddSingleton<IVeto>(_ => new VetoHook(options.Outgoing, time));
        if (options.CallLog is { } erased) services.AddSingleton<IErasable>(_ => new CallLogErasure(erased));
        if (options.NotifiesNobody) return;
        services.AddSingleton<IEndingSink>(_ => new WebhookSink(options.Outgoing, time));
        if (options.CallLog is { } callLog) services.AddCallLog(callLog);
    }

    /// <summary>The real carriers. The simulated one is opened together with the data folder, which has its ledger.</summary>
    private static void AddCarrier(this IServiceCollection services, ProcessOptions options, TimeProvider time)
    {
        if (options.Provider is { } provider) services.AddSingleton(new ProviderReceiver(CallKaroWebhooks.BesideAnotherCarrier(provider, time)));
        var fallbacks = new FallbackCarriers([.. options.Fallbacks.Select(carrier => ChosenCarrier.Open(carrier, time))]);
        services.AddSingleton(fallbacks);
        if (options.Carrier is null or CarrierOptions.Simulated) return;
        ChosenCarrier chosen = ChosenCarrier.Open(options.Carrier, time);
        services.AddSingleton(chosen);
        foreach (ChosenCarrier carrier in (ChosenCarrier[])[chosen, .. fallbacks.All]) if (carrier.Webhooks is { } webhooks) services.AddSingleton(webhooks);
    }

    private static void AddFolder(this IServiceCollection services)
    {
        services.AddSingleton<LateCarriers>().AddSingleton<ICarriers>(provider => provider.GetRequiredService<LateCarriers>());
        services.AddSingleton<FolderQueue>().AddHostedService(provider => provider.GetRequiredService<FolderQueue>());
        services.AddSingleton(provider => provider.GetRequiredService<FolderQueue>().Actors);
    }

    private static void AddCluster(this IHostApplicationBuilder builder, ClusterSettings cluster, TelemetryOptions telemetry)
    {
        IClusterStore store = cluster.OpenStore();
        builder.Services.AddSingleton(_ => store);
        builder.Services.AddHostedService<ClusterKind>();
        builder.Services.AddSingleton<ICarriers>(provider => new CarrierList([provider.GetRequiredService<ChosenCarrier>().Carrier, .. provider.GetRequiredService<FallbackCarriers>().All.Select(fallback => fallback.Carrier)]));
        if (cluster.Role.IsSilo())
            builder.UseOrleans(silo =>
            {
                silo.AddSilo(cluster, store);
                if (telemetry.SendsTraces) silo.AddActivityPropagation();
            });
        else
            builder.UseOrleansClient(client =>
            {
                client.AddClusterClient(cluster, store);
                if (telemetry.SendsTraces) client.AddActivityPropagation();
            });
    }

    /// <summary>Signals are the command's business, in every role.</summary>
    private sealed class CommandLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
