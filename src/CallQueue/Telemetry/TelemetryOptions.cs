using CallQueue.Instruments;
using Microsoft.Extensions.Configuration;

namespace CallQueue.Telemetry;

/// <summary>What a process measures, and where that goes beside <c>/metrics</c>.</summary>
internal sealed record TelemetryOptions
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public InstrumentOptions Instruments { get; init; } = new();

    /// <summary>The <c>OTEL_*</c> variables; their values can be secrets.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether metrics are sent by OTLP.</summary>
    public bool SendsMetrics => Sends("METRICS");

    /// <summary>Whether traces are sent by OTLP; nothing is traced otherwise.</summary>
    public bool SendsTraces => Sends("TRACES");

    /// <summary>Only the <c>OTEL_*</c> variables, so that nothing else of the environment is a setting of OpenTelemetry.</summary>
    /// <param name="environment">The environment variables.</param>
    /// <param name="endpoint">The setting of that name, wherever it is set; null: it is not.</param>
    /// <param name="instruments">What is measured.</param>
    public static TelemetryOptions Of(IReadOnlyDictionary<string, string> environment, string? endpoint, InstrumentOptions instruments)
    {
        Dictionary<string, string> variables = environment.Where(variable => variable.Key.StartsWith("OTEL_", StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(variable.Value)).ToDictionary();
        if (endpoint is not null) variables[Endpoint] = endpoint;
        return new TelemetryOptions { Instruments = instruments, Variables = variables };
    }

    /// <summary>What OpenTelemetry reads its variables from.</summary>
    public IConfiguration Configuration() =>
        new ConfigurationBuilder().AddInMemoryCollection(Variables.Select(variable => KeyValuePair.Create<string, string?>(variable.Key, variable.Value))).Build();

    private bool Sends(string signal) =>
        !Is("OTEL_SDK_DISABLED", "true")
        && (Variables.ContainsKey(Endpoint) || Variables.ContainsKey($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"))
        && (!Variables.TryGetValue($"OTEL_{signal}_EXPORTER", out string? exporter) || exporter.Split(',', StringSplitOptions.TrimEntries).Contains("otlp"));

    private bool Is(string name, string value) => Variables.TryGetValue(name, out string? text) && text.Trim().Equals(value, StringComparison.OrdinalIgnoreCase);
}
