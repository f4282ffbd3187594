using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace CallQueue.Telemetry;

/// <summary>Sends metrics and traces by OTLP for as long as the process runs.</summary>
internal sealed class OtlpExport(ProcessIdentity process, TelemetryOptions options) : IHostedService, IDisposable
{
    private MeterProvider? _metrics;
    private TracerProvider? _traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.SendsMetrics) _metrics = MeterSources.NewBuilder(process, options).AddOtlpExporter().Build();
        if (options.SendsTraces) _traces = TraceSources.NewBuilder(process, options).AddOtlpExporter().Build();
        return Task.CompletedTask;
    }

    /// <summary>The last numbers and spans leave with <see cref="Dispose"/>.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }
}
