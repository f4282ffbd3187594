using CallQueue.Access;
using CallQueue.Audits;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Configs;
using CallQueue.Documents;
using CallQueue.Events;
using CallQueue.Evidence;
using CallQueue.Fences;
using CallQueue.Guards;
using CallQueue.Health;
using CallQueue.Histories;
using CallQueue.Jobs;
using CallQueue.Lists;
using CallQueue.Messages;
using CallQueue.Outgoing;
using CallQueue.Previews;
using CallQueue.Problems;
using CallQueue.Queues;
using CallQueue.Requests;
using CallQueue.Rosters;
using CallQueue.Runs;
using CallQueue.Schedules;
using CallQueue.Trunks;
using CallQueue.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CallQueue;

/// <summary>Puts the REST API and the carriers' webhooks into a host.</summary>
public static class CallQueueGateway
{
    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Registers what the API needs. The host registers <see cref="IActors"/>, <see cref="Carriers.ICarriers"/>
    /// and one <see cref="Carriers.ICarrierWebhooks"/> per carrier; it adds health checks of its own (its store, the agent
    /// server) with <c>AddHealthChecks().AddCheck(name, …)</c>, and they show up by their name.
    /// </summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static IServiceCollection AddCallQueueGateway(this IServiceCollection services, GatewayOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        options ??= new GatewayOptions();
        if (options.FindProblem() is { } problem) throw new ArgumentException(problem, nameof(options));

        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(options.Deployment);
        services.AddSingleton<WebhookWarnings>().AddSingleton<WebhookArrivals>().AddSingleton<RefusedWebhooks>().AddSingleton<WebhookInstruments>().AddSingleton<CarrierReceiver>();
        services.AddMetrics();
        services.AddSingleton<PlanTurns>().AddSingleton<ListTurns>();
        services.AddEvents();
        services.AddApiDocument();
        services.TryAddSingleton(OutgoingPolicy.PublicOnly);
        services.AddSingleton<StoreCheck>().AddSingleton<CarrierCheck>().AddSingleton<QueueCheck>();
        services.AddSingleton<SchedulerCheck>().AddSingleton<FailedCallsCheck>().AddSingleton<PublicUrlCheck>();
        services.AddHealthChecks()
            .AddCheck<StoreCheck>("store", timeout: CheckTimeout)
            .AddCheck<CarrierCheck>("carrier", timeout: CheckTimeout)
            .AddCheck<QueueCheck>("queue", timeout: CheckTimeout)
            .AddCheck<SchedulerCheck>("scheduler", timeout: CheckTimeout)
            .AddCheck<FailedCallsCheck>("failed_calls", timeout: CheckTimeout)
            .AddCheck<PublicUrlCheck>("public_url", timeout: CheckTimeout);
        return services;
    }

    /// <summary>Maps <c>/api/…</c> and <c>/webhooks/…</c>, and their description at <c>/docs</c>; after <see cref="AccessPipeline.UseCallQueueAccess"/>.</summary>
    public static void MapCallQueueApi(this IEndpointRouteBuilder endpoints)
    {
        RouteGroupBuilder root = endpoints.MapGroup("").AddEndpointFilter<RouteGroupBuilder, ProblemFilter>().ForBusinesses();
        RouteGroupBuilder api = root.MapGroup("/api").AddEndpointFilter(PreviewQuery.GuardAsync);
        api.MapAudit();
        api.MapBusinesses();
        api.MapCeilings();
        api.MapCalls();
        api.MapConfig();
        api.MapDoNotCall();
        api.MapEvents();
        api.MapEvidence();
        api.MapHealth();
        api.MapHistory();
        api.MapJobs();
        api.MapKeys();
        api.MapLists();
        api.MapQueues();
        api.MapRoster();
        api.MapRuns();
        api.MapSchedules();
        api.MapSession();
        api.MapTrunks();
        root.MapMessages();
        root.MapProviderWebhook();
        endpoints.MapWebhooks();
        endpoints.MapApiDocument();
    }

    /// <summary>Maps <c>/webhooks/…</c> alone, for processes that only receive carriers' webhooks.</summary>
    public static void MapCallQueueWebhooks(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGroup("").AddEndpointFilter<RouteGroupBuilder, ProblemFilter>().MapProviderWebhook();
        endpoints.MapWebhooks();
    }
}
