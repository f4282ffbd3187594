using System.Text.Json;
using BenchmarkDotNet.Attributes;
using CallQueue.Businesses;
using CallQueue.Calls;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallQueue.Benchmarks.Micro;

/// <summary>The hot turn of a business: one lease ends, the pump fills its slot; and the root record that each commit writes.</summary>
public class PumpBenchmarks
{
    private readonly MemoryPages _pages = new();
    private BusinessState _state = null!;
    private long _oldest;

    [Params(3, 100, 1000)]
    public int Slots { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        _state = Some.BusyBusiness(Slots, _pages);
        _oldest = _state.Slots.Leases[0].Id;
    }

    [Benchmark]
    public int EndOneAndRun()
    {
        Endings.Apply(_state, _oldest++, new LeaseEnd.NotPlaced(""), Some.Now, NullLogger.Instance);
        PumpResult result = Pump.Run(_state, Some.Now);
        if (result.Leased.Count == 1) return result.Leased.Count;
        _pages.Serve(_state.Book, _state.Lanes.Lists);
        return Pump.Run(_state, Some.Now).Leased.Count;
    }

    [Benchmark]
    public int RunWithNothingToDo() => Pump.Run(_state, Some.Now).Leased.Count;

    [Benchmark]
    public int WriteRoot() => JsonSerializer.SerializeToUtf8Bytes(_state.ToRoot(), CallQueueJson.Default.BusinessRoot).Length;
}
