using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CallQueue.Instruments;

namespace CallQueue.Trunks;

/// <summary>The numbers that one trunk publishes. Written in its turns, read by whoever scrapes.</summary>
internal sealed class TrunkNumbers(string carrier)
{
    public string Carrier { get; } = carrier;

    /// <summary>Channels that businesses have booked.</summary>
    public int Booked { get; set; }

    public TrunkLimits Limits { get; set; } = new();

    /// <summary>The account rejects calls until someone fixes it.</summary>
    public bool IsStopped { get; set; }

    /// <summary>The breaker is open until then, in ticks (UTC); 0: closed.</summary>
    public long OpenUntil { get; set; }
}

/// <summary>Carrier accounts, by what their actors publish. Thread-safe.</summary>
internal sealed class TrunkInstruments
{
    private readonly ConcurrentDictionary<TrunkNumbers, byte> _trunks = [];

    public TrunkInstruments(IMeterFactory meters, TimeProvider time)
    {
        Meter meter = meters.Create("CallQueue.Trunks");
        meter.CreateObservableGauge("callqueue.trunk.channel.usage", () => Sums(one => one.Booked), "{channel}", "Channels of a carrier account that businesses have booked.");
        meter.CreateObservableGauge("callqueue.trunk.channel.limit", () => Sums(one => one.Limits.Channels), "{channel}", "Channels of a carrier account: MAX_CONCURRENT_CALLS.");
        meter.CreateObservableGauge("callqueue.trunk.dial.limit", () => Sums(one => one.Limits.DialsPerSecond ?? 0), "{dial}/s", "Dials that the account may start each second; 0: not limited.");
        meter.CreateObservableGauge("callqueue.trunk.stopped", () => Sums(one => one.IsStopped ? 1 : 0), "{account}", "Accounts that reject calls until someone fixes them.");
        meter.CreateObservableGauge("callqueue.trunk.paused", () => Sums(one => one.OpenUntil > time.GetUtcNow().UtcTicks ? 1 : 0), "{account}", "Accounts whose circuit breaker is open: the carrier asked us to slow down, or keeps failing.");
    }

    public TrunkNumbers Open(TrunkId trunk)
    {
        int end = trunk.Value.IndexOf(':', StringComparison.Ordinal);
        var numbers = new TrunkNumbers(end < 0 ? trunk.Value : trunk.Value[..end]);
        _trunks.TryAdd(numbers, 0);
        return numbers;
    }

    public void Close(TrunkNumbers numbers) => _trunks.TryRemove(numbers, out _);

    private IEnumerable<Measurement<double>> Sums(Func<TrunkNumbers, double> value) =>
        _trunks.Keys.GroupBy(one => one.Carrier, value).Select(group => new Measurement<double>(group.Sum(), new KeyValuePair<string, object?>(Tags.Carrier, group.Key)));
}
