using CallQueue.Composition;
using CallQueue.Instruments;
using CallQueue.Telemetry;

namespace CallQueue.Configuration;

/// <summary>Reads what is measured and where it goes.</summary>
internal static class TelemetryReader
{
    public static TelemetryOptions Read(SettingValues settings, CommandContext context) => TelemetryOptions.Of(
        context.Environment, settings.Text(SettingTable.OtlpEndpoint), new InstrumentOptions { Businesses = settings.Whole(SettingTable.MetricsBusinesses) });
}
