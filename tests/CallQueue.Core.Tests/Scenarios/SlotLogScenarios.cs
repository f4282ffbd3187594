using CallQueue.Businesses;
using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Carriers;
using CallQueue.Runs;
using Microsoft.Extensions.Logging;

namespace CallQueue.Scenarios;

/// <summary>The lines of slots and of what waits for them, which operators of the earlier queue count.</summary>
public sealed class SlotLogScenarios : IDisposable
{
    private readonly KeptLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public void The_first_three_take_free_slots_and_the_fourth_takes_the_one_that_an_end_has_freed() // [S0.3, S0.22, S0.25, S0.26]
    {
        var s = Logged(new Scenario((_, n) => Fate.Talks(10 + n)));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 4));
            await s.UntilIdleAsync();
        });
        Told("OUTBOUND_ENQUEUE").ShouldBe(
        [
            "OUTBOUND_ENQUEUE business_id=acme job_id=r-0 active=1/3",
            "OUTBOUND_ENQUEUE business_id=acme job_id=r-1 active=2/3",
            "OUTBOUND_ENQUEUE business_id=acme job_id=r-2 active=3/3",
        ]);
        Told("OUTBOUND_").SkipWhile(line => !line.StartsWith("OUTBOUND_DONE", StringComparison.Ordinal)).ShouldBe(
        [
            "OUTBOUND_DONE business_id=acme job_id=r-0 active=2/3 end=Final",
            "OUTBOUND_NEXT business_id=acme job_id=r-3 active=3/3",
            "OUTBOUND_DONE business_id=acme job_id=r-1 active=2/3 end=Final",
            "OUTBOUND_DONE business_id=acme job_id=r-2 active=1/3 end=Final",
            "OUTBOUND_DONE business_id=acme job_id=r-3 active=0/3 end=Final",
        ]);
    }

    [Fact]
    public void A_slot_that_stayed_free_for_a_while_is_not_taken_as_one_just_freed()
    {
        var s = Logged(new Scenario(Fate.Talks(5)));
        s.Play(async () =>
        {
            await s.SubmitAsync("first", Some.Call(1));
            await s.UntilIdleAsync();
            await s.SubmitAsync("second", Some.Call(2));
            await s.UntilIdleAsync();
        });
        Told("OUTBOUND_NEXT").ShouldBeEmpty();
        Told("OUTBOUND_ENQUEUE").Count.ShouldBe(2);
    }

    [Fact]
    public void Each_answer_to_a_submitted_call_has_a_line_of_its_own() // [S0.5, S0.23, S0.24, S1.36]
    {
        var s = Logged(new Scenario(Fate.Talks(60)));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 3, null, 10));
            await s.SubmitAsync("fourth", Some.Call(4));
            await s.SubmitAsync("fifth", Some.Call(5));
            await s.SubmitAsync("later", Some.Call(6) with { NotBefore = Some.Instant + Some.Minutes(60) });
            (await s.Business.SubmitAsync(new SubmitCall("fourth", "fourth", Some.Call(4)))).ShouldBe(new SubmitAnswer.Taken(false, "fourth"));
            await s.EnqueueAsync(Some.Run("r", 3, null, 10));
            (await s.CheckedAsync()).Counts.Ready.ShouldBe(2);
        });
        Told("OUTBOUND_QUEUED business_id").ShouldBe(
        [
            "OUTBOUND_QUEUED business_id=acme job_id=fourth active=3/3 queue_len=1",
            "OUTBOUND_QUEUED business_id=acme job_id=fifth active=3/3 queue_len=2",
        ]);
        Told("OUTBOUND_QUEUED run_id").Count.ShouldBe(1);
        Told("OUTBOUND_DELAYED").ShouldBe(["OUTBOUND_DELAYED business_id=acme job_id=later until=2026-03-02T10:00:00.0000000+00:00"]);
        _log.Of("[BulkCall] Job ").ShouldBe(
        [
            (LogLevel.Debug, "[BulkCall] Job fourth already queued, nothing added"),
            (LogLevel.Debug, "[BulkCall] Job r already queued, nothing added"),
        ]);
    }

    [Fact]
    public void A_second_lease_of_a_live_call_is_a_warning_and_dials_nobody() // [S0.7, S0.29]
    {
        var s = Logged(new Scenario(Fate.Talks(60)));
        s.Play(async () =>
        {
            await s.SubmitAsync("c", Some.Call());
            await s.Host.WaitAsync(Some.Seconds(5));
            await s.Call("c").StartAsync(new StartCall(999, null, false));
        });
        _log.Of("[BulkCall] Job ").ShouldBe([(LogLevel.Warning, "[BulkCall] Job acme~c already inflight, skipping")]);
        s.Dials.Count.ShouldBe(1);
    }

    [Fact]
    public void Calls_that_wait_for_ten_minutes_write_nothing() // [S0.10]
    {
        var s = Logged(new Scenario(Fate.Talks(3600)));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 50));
            await s.SubmitAsync("waits", Some.Call(100));
            await s.Host.WaitAsync(Some.Seconds(5));
            int before = _log.Lines.Count;
            await s.Host.WaitAsync(Some.Minutes(10));
            (await s.CheckedAsync()).Counts.Ready.ShouldBe(48);
            _log.Lines.Count.ShouldBe(before);
        });
        _log.Lines.Count(line => line.Contains("job_id=waits", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public void A_thousand_good_calls_are_no_duplicates_and_a_left_over_is_one() // [S0.12]
    {
        var s = Logged(new Scenario(Fate.Talks(1), new CallQueueOptions { NewBusiness = new BusinessSettings { Slots = 50 } }));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 1000));
            await s.UntilOverAsync("r");
        });
        s.Dials.Count.ShouldBe(1000);
        Duplicates().ShouldBe(0);

        // The carrier answers too late that it did place a dial which it first could not find: that call is a left-over.
        var late = Logged(new Scenario((_, n) => n == 0 ? Fate.LostAndAbsent : Fate.Talks(60)));
        late.Play(async () =>
        {
            await late.SubmitAsync("c", Some.Call());
            await late.Host.UntilAsync(() => Task.FromResult(late.Dials.Count == 2));
            var report = new CarrierReport(late.Dials[0].Id, CarrierStatus.Ringing);
            await late.Call("c").OnCarrierEventAsync(new CarrierEvent(late.Dials[0].Request.Attempt, report));
            await late.UntilIdleAsync();
        });
        Duplicates().ShouldBe(1);
    }

    [Fact]
    public void After_a_stop_and_the_last_end_nothing_of_the_run_wakes_up_again() // [S0.17]
    {
        var s = Logged(new Scenario(Fate.Talks(30)));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 20));
            await s.Host.WaitAsync(Some.Seconds(5));
            await s.Business.StopRunAsync(new StopRun("r"));
            await s.UntilOverAsync("r");
            await s.Host.WaitAsync(Some.Minutes(1));
            (int lines, int lookups, int writes) = (_log.Lines.Count, s.Carrier.Lookups, 0);
            s.Host.Store.Fault = _ => ++writes < 0 ? new InvalidOperationException() : null;
            await s.Host.WaitAsync(TimeSpan.FromHours(1));
            (_log.Lines.Count, s.Carrier.Lookups, writes).ShouldBe((lines, lookups, 0));
        });
        s.Dials.Count.ShouldBe(3);
    }

    private Scenario Logged(Scenario s)
    {
        s.Host.Logging = _log;
        return s;
    }

    private IReadOnlyList<string> Told(string mark) => [.. _log.Of(mark).Select(line => line.Line)];

    private int Duplicates() => _log.Lines.Count(line => line.Contains("may be a duplicate", StringComparison.Ordinal));
}
