using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace CallQueue.Businesses.Measures;

/// <summary>The meters of one test, and what was recorded with them.</summary>
internal sealed class Measured : IMeterFactory
{
    private readonly ConcurrentQueue<(string Name, double Value, string Tags)> _all = [];
    private readonly List<Meter> _meters = [];
    private readonly MeterListener _listener = new();

    public Measured()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!_meters.Contains(instrument.Meter)) return;
            Instruments.Add(instrument);
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.Start();
    }

    public List<Instrument> Instruments { get; } = [];

    public Meter Create(MeterOptions options)
    {
        var meter = new Meter(options.Name);
        _meters.Add(meter);
        return meter;
    }

    /// <summary>The sum of what was recorded, for each set of attributes.</summary>
    public Dictionary<string, double> Sums(string instrument) => _all.Where(one => one.Name == instrument).GroupBy(one => one.Tags).ToDictionary(group => group.Key, group => group.Sum(one => one.Value));

    public double[] Values(string instrument) => [.. _all.Where(one => one.Name == instrument).Select(one => one.Value)];

    /// <summary>What a gauge says now.</summary>
    public Dictionary<string, double> Read(string instrument)
    {
        _all.Clear();
        _listener.RecordObservableInstruments();
        return Sums(instrument);
    }

    public void Dispose()
    {
        _listener.Dispose();
        foreach (Meter meter in _meters) meter.Dispose();
    }

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string[] texts = [.. tags.ToArray().Select(tag => $"{tag.Key[(tag.Key.LastIndexOf('.') + 1)..]}={tag.Value}")];
        _all.Enqueue((instrument.Name, value, string.Join(',', texts)));
    }
}
