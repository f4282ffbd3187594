using BenchmarkDotNet.Attributes;
using CallQueue.Rates;

namespace CallQueue.Benchmarks.Micro;

/// <summary>Asking whether one more dial may start, and noting it, under two rules at once.</summary>
public class RateLimitBenchmarks
{
    private RateLimit _rate = null!;
    private DateTimeOffset _now;

    [Params(10, 1000)]
    public int PerSecond { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        _rate = new RateLimit([new RateRule(PerSecond, TimeSpan.FromSeconds(1)), new RateRule(PerSecond * 30, TimeSpan.FromMinutes(1))], []);
        _now = Some.Now;
    }

    [Benchmark]
    public int FreeThenRecord()
    {
        _now += TimeSpan.FromSeconds(1.0 / PerSecond);
        int free = _rate.Free(_now, underWay: 3);
        if (free > 0) _rate.Record(_now);
        else if (_rate.NextAt(_now) is { } next) _now = next;
        return free;
    }
}
