using CallQueue.Access;
using CallQueue.CallLog;
using CallQueue.Carriers;
using CallQueue.Cluster;
using CallQueue.Guards;
using CallQueue.Outboxes;
using CallQueue.Outgoing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Orleans.Dashboard;
using Orleans.Hosting;

namespace CallQueue.Composition;

/// <summary>Builds the host of one process of a cluster, by its role.</summary>
internal static class ClusterHost
{
    /// <summary>A host that has not been started.</summary>
    public static IHost Build(SiloSettings settings, TimeProvider time) =>
        settings.Role.ServesHttp() ? BuildWeb(settings, time) : BuildBare(settings, time);

    /// <summary>A client of the cluster that opens no port, for commands.</summary>
    public static IHost BuildClient(SiloSettings settings, TimeProvider time) => BuildBare(settings with { Role = ServiceRole.Api }, time);

    private static IHost BuildBare(SiloSettings settings, TimeProvider time)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        AddShared(builder, settings, time);
        return builder.Build();
    }

    private static WebApplication BuildWeb(SiloSettings settings, TimeProvider time)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenWithLimits(settings.Listen));
        AddShared(builder, settings, time);
        builder.Services.AddCallQueueGateway(new GatewayOptions { PublicUrl = settings.PublicUrl, Deployment = settings.Options }).AddCallQueueAccess(settings.Access);
        if (settings.Carrier.Webhooks is { } webhooks) builder.Services.AddSingleton(webhooks);
        builder.Services.AddHealthChecks().AddProbes(settings.Role);

        WebApplication app = builder.Build();
        app.UseCallQueueAccess();
        app.MapProbes();
        app.MapOrleansDashboard("/orleans");
        if (settings.Role.ServesApi()) app.MapCallQueueApi();
        else app.MapCallQueueWebhooks();
        return app;
    }

    /// <summary>What every process of the cluster is made of, its HTTP apart.</summary>
    public static void AddShared(IHostApplicationBuilder builder, SiloSettings settings, TimeProvider time)
    {
        builder.Logging.ClearProviders()
            .AddConsole(console => console.FormatterName = MaskedLines.FormatName)
            .AddConsoleFormatter<MaskedLines, ConsoleFormatterOptions>();
        builder.Logging.SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Orleans", LogLevel.Warning)
            .AddFilter("Polly", LogLevel.Warning)
            .KeepAddressesOut();
        var redis = new RedisConnections(settings.Redis);
        builder.Services.AddSingleton(_ => redis);
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton<ICarriers>(new OneCarrier(settings.Carrier.Carrier));
        builder.Services.AddSingleton(settings.Outgoing);
        builder.Services.AddSingleton<IEndingSink>(_ => new WebhookSink(settings.Outgoing, time));
        builder.Services.AddSingleton<IVeto>(_ => new VetoHook(settings.Outgoing, time));
        if (settings.CallLog is { } callLog) builder.Services.AddCallLog(callLog);
        builder.Services.AddSingleton(services => new CallQueueServices(services.GetRequiredService<ICarriers>(), settings.Options)
        {
            Logging = services.GetRequiredService<ILoggerFactory>(),
            Sinks = [.. services.GetServices<IEndingSink>()],
            Veto = services.GetRequiredService<IVeto>(),
        });
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = settings.ShutdownLimit);
        builder.Services.AddSingleton(settings).AddHostedService<ClusterKind>();
        if (settings.Role.IsSilo()) builder.UseOrleans(silo => silo.AddSilo(settings, redis));
        else builder.UseOrleansClient(client => client.AddClusterClient(settings, redis));
    }
}
