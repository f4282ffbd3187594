using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace CallQueue.Telemetry;

/// <summary>The meters that are exported: ours, Orleans', the web server's, the HTTP client's and the runtime's.</summary>
internal static class MeterSources
{
    /// <summary>Of the HTTP client's attributes, those without hosts: apps choose the hosts of their webhooks, so there is no end of them.</summary>
    private static readonly string[] ClientTags = ["http.request.method", "http.response.status_code", "error.type", "http.connection.state"];

    private static readonly string[] Meters =
        [CallQueueInstruments.MeterPattern, "Microsoft.Orleans", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", HttpClientMeter, "System.Runtime"];

    private const string HttpClientMeter = "System.Net.Http";

    /// <summary>A provider of all of them; the caller adds where they go.</summary>
    public static MeterProviderBuilder NewBuilder(ProcessIdentity process, TelemetryOptions options) => Sdk.CreateMeterProviderBuilder()
        .ConfigureServices(services => services.AddSingleton(options.Configuration()))
        .ConfigureResource(process.Describe)
        .AddMeter(Meters)
        .AddView(ViewOf);

    private static MetricStreamConfiguration? ViewOf(Instrument instrument) => instrument switch
    {
        { Name: "dotnet.assembly.count" or "dotnet.process.cpu.count" or "dotnet.timer.count" } => MetricStreamConfiguration.Drop, // Prometheus keeps the ending _count for histograms.
        { Meter.Name: HttpClientMeter } => new MetricStreamConfiguration { TagKeys = ClientTags },
        _ => null,
    };
}

/// <summary>How the process is named in metrics and traces.</summary>
/// <param name="Instance">Distinguishes it from others of the installation.</param>
internal sealed record ProcessIdentity(string Instance)
{
    private const string Service = "callqueue";

    /// <summary>OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES override the name.</summary>
    public void Describe(ResourceBuilder resource) =>
        resource.Clear().AddTelemetrySdk().AddService(Service, serviceVersion: ProductVersion.Text, autoGenerateServiceInstanceId: false, serviceInstanceId: Instance).AddEnvironmentVariableDetector();
}
