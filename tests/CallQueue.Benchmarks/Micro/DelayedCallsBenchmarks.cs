using BenchmarkDotNet.Attributes;
using CallQueue.Businesses.Queues;
using CallQueue.PagedLists;

namespace CallQueue.Benchmarks.Micro;

/// <summary>Calls waiting for their time: one booked for half an hour from now, those due taken.</summary>
public class DelayedCallsBenchmarks
{
    private readonly MemoryPages _pages = new();
    private PageBook _book = null!;
    private DelayedCalls _delayed = null!;
    private DateTimeOffset _now;
    private int _index;

    [Params(1_000, 100_000)]
    public int Waiting { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        _book = new PageBook(1, [], _pages);
        _delayed = new DelayedCalls(_book, new DelayedRecord([], []));
        _now = Some.Now;
        for (int i = 0; i < Waiting; i++) _delayed.Add([Later(Step * i)], _now);
    }

    [Benchmark]
    public int AddOneTakeDue()
    {
        _now += Step;
        _delayed.Add([Later(Delay)], _now);
        _delayed.Open(_now);
        _pages.Serve(_book, _delayed.Opening(_now));
        return _delayed.TakeDue(_now, 512).Count;
    }

    private static TimeSpan Delay => TimeSpan.FromMinutes(30);

    private TimeSpan Step => Delay / Waiting;

    private DelayedCall Later(TimeSpan after) => new(_now + after, Some.Call(run: 1, index: _index++ % 1_000_000));
}
