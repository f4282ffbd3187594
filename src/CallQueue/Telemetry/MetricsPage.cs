using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace CallQueue.Telemetry;

/// <summary>
/// <c>/metrics</c> in the format of Prometheus. Nothing is measured before the first request for it: counters begin at zero then, which Prometheus takes as a restart. Thread-safe.
/// </summary>
internal sealed class MetricsPage : IDisposable
{
    public const string Path = "/metrics";

    private readonly Lazy<(MeterProvider Provider, RequestDelegate Page)> _first;

    public MetricsPage(ProcessIdentity process, TelemetryOptions options, IServiceProvider services) => _first = new(() => Open(process, options, services));

    public Task ServeAsync(HttpContext http) => _first.Value.Page(http);

    public void Dispose()
    {
        if (_first.IsValueCreated) _first.Value.Provider.Dispose();
    }

    private static (MeterProvider Provider, RequestDelegate Page) Open(ProcessIdentity process, TelemetryOptions options, IServiceProvider services)
    {
        services.GetRequiredService<CallQueueInstruments>(); // A silo would make them with its first actor, and the first page would lack them.
        MeterProvider provider = MeterSources.NewBuilder(process, options).AddPrometheusExporter().Build();
        IApplicationBuilder page = new ApplicationBuilder(services).UseOpenTelemetryPrometheusScrapingEndpoint(provider, _ => true, path: null, configureBranchedPipeline: null, optionsName: null);
        return (provider, page.Build());
    }
}
