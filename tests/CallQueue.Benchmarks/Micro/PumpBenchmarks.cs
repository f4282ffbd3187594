using System.Text.Json;
using BenchmarkDotNet.Attributes;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Queues;
using CallQueue.Businesses.State;
using CallQueue.Businesses.Steps;
using CallQueue.Calls;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallQueue.Benchmarks.Micro;

/// <summary>The hot turn of a business: one lease ends, the pump fills its slot; and the root record that each commit writes.</summary>
public class PumpBenchmarks
{
    private readonly MemoryPages _pages = new();
    private BusinessState _state = null!;
    private long _oldest;

    [Params(3, 100, 1_000, 10_000)]
    public int Slots { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        _state = Some.BusyBusiness(Slots, _pages);
        _oldest = _state.Slots.Leases[0].Id;
        foreach (Lease lease in _state.Slots.Leases) LookAfter(lease);
    }

    [Benchmark]
    public int EndOneAndRun()
    {
        Endings.Apply(_state, _oldest++, new LeaseEnd.NotPlaced(""), Some.Now, NullLogger.Instance);
        PumpResult result = Pump.Run(_state, Some.Now);
        if (result.Leased.Count == 0)
        {
            _pages.Serve(_state.Book, _state.Lanes.Lists);
            result = Pump.Run(_state, Some.Now);
        }

        LookAfter(result.Leased[0]);
        return result.Leased.Count;
    }

    [Benchmark]
    public int RunWithNothingToDo() => Pump.Run(_state, Some.Now).Leased.Count;

    [Benchmark]
    public int WriteRoot() => JsonSerializer.SerializeToUtf8Bytes(_state.ToRoot(), CallQueueJson.Default.BusinessRoot).Length;

    /// <summary>As the business does once a call has taken its lease over.</summary>
    private void LookAfter(Lease lease) => _state.Slots.CheckAt(lease.Id, Some.Now + TimeSpan.FromSeconds(30 + (lease.Id * 0.001)));
}
