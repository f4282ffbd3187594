using BenchmarkDotNet.Attributes;
using CallQueue.Businesses.Queues;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.PagedLists;

namespace CallQueue.Benchmarks.Micro;

/// <summary>The ready queue: one call taken and one appended, and a bulk appended.</summary>
public class LanesBenchmarks
{
    private const int CallsPerRun = 1_280;

    private MemoryPages _pages = null!;
    private PageBook _book = null!;
    private Lanes _lanes = null!;
    private (Priority, QueuedCall)[] _bulk = [];

    [Params(1, 100)]
    public int Runs { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        _pages = new MemoryPages();
        _book = new PageBook(1, [], _pages);
        _lanes = new Lanes(_book, []);
        _bulk = [.. Enumerable.Range(0, CallsPerRun).Select(i => (Priority.Normal, Some.Call(run: 1, index: i)))];
        for (int run = 1; run <= Runs; run++) _lanes.Append(Enumerable.Range(0, CallsPerRun).Select(i => (Priority.Normal, Some.Call(run, i))));
    }

    [Benchmark]
    public int NextTakeAppend()
    {
        Lane lane = _lanes.Next(_ => true)!;
        if (!lane.Next.TryPeek(out _)) _pages.Serve(_book, _lanes.Lists);
        QueuedCall call = _lanes.Take(lane);
        _lanes.Append([(Priority.Normal, call)]);
        return call.Index;
    }

    [Benchmark(OperationsPerInvoke = CallsPerRun)]
    public long AppendBulk()
    {
        var lanes = new Lanes(new PageBook(1, [], new MemoryPages()), []);
        lanes.Append(_bulk);
        return lanes.Count;
    }
}
