using CallQueue.Instruments;
using CallQueue.Scenarios;

namespace CallQueue.Businesses.Measures;

/// <summary>What instruments say of calls that are dialed and end.</summary>
public sealed class InstrumentScenarios : IDisposable
{
    private readonly Measured _measured = new();

    public void Dispose() => _measured.Dispose();

    [Fact]
    public void Every_call_is_counted_once_when_it_comes_and_once_when_it_ends()
    {
        Scenario s = Measure(new Scenario((_, number) => number % 3 == 0 ? Fate.Ends(Outcome.Rejected) : Fate.Talks(10)));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 7));
            await s.UntilOverAsync("r");
            BusinessSnapshot end = await s.UntilIdleAsync();
            _measured.Sums("callqueue.calls.submitted").ShouldBe(new Dictionary<string, double> { [""] = 7 });
            _measured.Sums("callqueue.calls.ended").Values.Sum().ShouldBe(7);
            _measured.Sums("callqueue.calls.ended")["outcome=completed"].ShouldBe(end.Counts.Completed);
        });
        _measured.Values("callqueue.dial.duration").Length.ShouldBe(s.Dials.Count);
        _measured.Values("callqueue.call.wait").Length.ShouldBe(s.Dials.Count);
        _measured.Sums("callqueue.call.talk")[""].ShouldBe(10.0 * _measured.Values("callqueue.call.talk").Length, 0.1);
    }

    [Fact]
    public void Gauges_say_what_is_ready_live_and_held()
    {
        Scenario s = Measure(new Scenario(Fate.Talks(100)));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 5));
            await s.Host.WaitAsync(Some.Seconds(30));
            _measured.Read("callqueue.calls.open").ShouldBe(new Dictionary<string, double> { ["state=ready"] = 2, ["state=delayed"] = 0, ["state=live"] = 3 });
            _measured.Read("callqueue.calls.held").ShouldBe(new Dictionary<string, double> { ["reason=slots"] = 2 });
            _measured.Read("callqueue.slot.usage")[""].ShouldBe(3);
            _measured.Read("callqueue.slot.limit")[""].ShouldBe(3);
            _measured.Read("callqueue.queue.age")[""].ShouldBe(30, 0.5);
            _measured.Read("callqueue.slot.age")[""].ShouldBe(30, 0.5);
            _measured.Read("callqueue.trunk.channel.limit").Values.ShouldBe([100]);
            await s.UntilOverAsync("r");
        });
        _measured.Values("callqueue.slot.turnaround").Length.ShouldBe(2);
    }

    [Fact]
    public void Only_as_many_businesses_as_allowed_have_a_series_of_their_own()
    {
        var s = new Scenario(Fate.Talks(100));
        s.Host.Instruments = new CallQueueInstruments(_measured, s.Host.Time, new InstrumentOptions { Businesses = 1 });
        s.Play(async () =>
        {
            foreach (string name in (string[])["a", "b", "c"]) await s.Host.Actors.Business(new BusinessId(name)).EnqueueAsync(Some.Run("r", 1));
            await s.Host.WaitAsync(Some.Seconds(5));
        });
        _measured.Read("callqueue.slot.usage").OrderBy(one => one.Key).ShouldBe([new("business=a", 1), new("business=other", 2)]);
    }

    [Fact]
    public void Nothing_is_exported_of_a_host_that_measures_nothing() =>
        CallQueueInstruments.None.ShouldSatisfyAllConditions(none => none.Queues.IsCounting.ShouldBeFalse(), none => none.Queues.IsTimingTurnarounds.ShouldBeFalse());

    private Scenario Measure(Scenario scenario)
    {
        scenario.Host.Instruments = new CallQueueInstruments(_measured, scenario.Host.Time);
        return scenario;
    }
}
