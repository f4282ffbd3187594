using System.Diagnostics.Metrics;
using CallQueue.Webhooks;

namespace CallQueue.Telemetry;

/// <summary>Every instrument of the code, and its name in Prometheus.</summary>
internal static class OurInstruments
{
    public static IReadOnlyList<Instrument> All { get; } = List();

    /// <summary>The names of its series.</summary>
    public static IEnumerable<string> Series(Instrument instrument)
    {
        string name = NameOf(instrument);
        return KindOf(instrument) == "histogram" ? [name + "_bucket", name + "_sum", name + "_count"] : [name];
    }

    /// <summary>The name in Prometheus: underscores, then the unit, then <c>total</c> for counters.</summary>
    public static string NameOf(Instrument instrument)
    {
        string unit = instrument.Unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            { } text when text.EndsWith("/s", StringComparison.Ordinal) => "_per_second",
            _ => "",
        };
        return instrument.Name.Replace('.', '_') + unit + (KindOf(instrument) == "counter" ? "_total" : "");
    }

    public static string KindOf(Instrument instrument)
    {
        string type = instrument.GetType().Name;
        return type.StartsWith("Counter", StringComparison.Ordinal) ? "counter" : type.StartsWith("Histogram", StringComparison.Ordinal) ? "histogram" : "gauge";
    }

    private static List<Instrument> List()
    {
        List<Instrument> all = [];
        using var meters = new OwnMeters();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (meters.Contains(instrument.Meter)) all.Add(instrument);
        };
        _ = new CallQueueInstruments(meters, TimeProvider.System);
        _ = new WebhookInstruments(meters, TimeProvider.System);
        listener.Start();
        return [.. all.OrderBy(instrument => instrument.Name, StringComparer.Ordinal)];
    }

    private sealed class OwnMeters : IMeterFactory
    {
        private readonly HashSet<Meter> _meters = [];

        public bool Contains(Meter meter) => _meters.Contains(meter);

        public Meter Create(MeterOptions options)
        {
            var meter = new Meter(options.Name);
            _meters.Add(meter);
            return meter;
        }

        public void Dispose()
        {
            foreach (Meter meter in _meters) meter.Dispose();
        }
    }
}
