using CallQueue.Grains;
using CallQueue.Hosting;
using CallQueue.Messages;
using CallQueue.Records;
using CallQueue.Spreading;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Hosting;
using Orleans.Runtime;

namespace CallQueue.Cluster;

/// <summary>Puts a silo, or a client of the cluster, into a host.</summary>
internal static class SiloSetup
{
    /// <summary>A silo that hosts the actors of <paramref name="settings"/>'s role.</summary>
    public static void AddSilo(this ISiloBuilder silo, ClusterSettings settings, IClusterStore store)
    {
        silo.Configure<ClusterOptions>(options => (options.ServiceId, options.ClusterId) = (settings.ServiceId, settings.ClusterId));
        silo.Configure<SiloOptions>(options => options.SiloName = settings.SiloName);
        silo.ConfigureEndpoints(settings.SiloAddress, settings.SiloPort, settings.GatewayPort, listenOnAnyHostAddress: !System.Net.IPAddress.IsLoopback(settings.SiloAddress));
        silo.Configure<ClusterMembershipOptions>(ClusterProfile.Membership);
        silo.Configure<ReminderOptions>(ClusterProfile.Reminders);
        silo.Configure<SiloMessagingOptions>(options =>
        {
            options.ResponseTimeout = ClusterProfile.ResponseTimeout;
            options.SystemResponseTimeout = ClusterProfile.ResponseTimeout;
        });
        silo.Configure<GrainCollectionOptions>(options => options.CollectionAge = ClusterProfile.IdleAfter);
        silo.Services.PostConfigure<GrainTypeOptions>(options => settings.Role.TrimTo(options.Classes));
        store.AddTo(silo);
        if (settings.Tls is { } tls) silo.UseTls(tls.ApplyTo);
        silo.Services.AddSingleton(store.Records);
        if (settings.HasDashboard) silo.AddDashboard(options => options.HideTrace = true);
        silo.Services.SuppressStartWarnings();
        silo.Services.AddActorMessages();
        silo.Services.AddSingleton<IActors, GrainActors>();
        silo.AddSpreading(settings.Role);
        silo.Services.AddSingleton(services => new ActorServices(
            CallQueueActors.Kinds(services.GetRequiredService<CallQueueServices>()),
            services.GetRequiredService<IActors>(),
            services.GetRequiredService<IRecordStore>(),
            services.GetRequiredKeyedService<TimeProvider>(TimeProviderNames.Grains),
            services.GetRequiredService<ILogger<ActorServices>>())
        { Stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping, Cipher = settings.Cipher, Work = services.GetRequiredService<LocalWork>(), Alarms = services.GetRequiredService<CallQueueServices>().Instruments.Alarms });
    }

    /// <summary>A client: it hosts no actor, and finds the silos through the membership in the store.</summary>
    public static void AddClusterClient(this IClientBuilder client, ClusterSettings settings, IClusterStore store)
    {
        client.Configure<ClusterOptions>(options => (options.ServiceId, options.ClusterId) = (settings.ServiceId, settings.ClusterId));
        client.Configure<Orleans.Configuration.GatewayOptions>(options => options.GatewayListRefreshPeriod = ClusterProfile.GatewayRefresh);
        client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = ClusterProfile.ResponseTimeout);
        store.AddTo(client);
        if (settings.Tls is { } tls) client.UseTls(tls.ApplyTo);
        client.UseConnectionRetryFilter<PatientConnection>();
        if (settings.HasDashboard) client.AddDashboard(options => options.HideTrace = true);
        client.Services.AddActorMessages();
        client.Services.AddSingleton<IActors, GrainActors>();
    }
}
