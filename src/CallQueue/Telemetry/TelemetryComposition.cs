using System.Diagnostics.Metrics;
using CallQueue.Access;
using CallQueue.Composition;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CallQueue.Telemetry;

/// <summary>Puts instruments and their export into a process of any role.</summary>
internal static class TelemetryComposition
{
    public static void AddTelemetry(this IServiceCollection services, ProcessOptions options, TimeProvider time)
    {
        services.AddMetrics();
        services.AddSingleton(new ProcessIdentity(options.Cluster?.SiloName ?? Environment.MachineName));
        services.AddSingleton(options.Telemetry);
        services.AddSingleton(provider => new CallQueueInstruments(provider.GetRequiredService<IMeterFactory>(), time, options.Telemetry.Instruments));
        services.AddSingleton<MetricsPage>();
        if (options.Telemetry.SendsMetrics || options.Telemetry.SendsTraces) services.AddHostedService<OtlpExport>();

        // .NET 10 leaves names and attributes of requests' spans to a package of OpenTelemetry unless it is asked for them before the server is made.
        if (options.Telemetry.SendsTraces) AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
    }

    /// <summary><c>/metrics</c>: for operators' keys, and for everybody at the probe address.</summary>
    public static void MapMetrics(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(MetricsPage.Path, endpoints.ServiceProvider.GetRequiredService<MetricsPage>().ServeAsync).AlsoAtProbeAddress().ExcludeFromDescription();
}
