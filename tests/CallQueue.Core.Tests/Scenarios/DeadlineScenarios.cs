using CallQueue.Businesses;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Runs;

namespace CallQueue.Scenarios;

/// <summary>What could not be dialed before its deadline ends as expired.</summary>
public sealed class DeadlineScenarios
{
    [Fact]
    public void What_waits_of_a_run_at_its_deadline_expires_at_once_and_live_calls_end_by_themselves() // [X12]
    {
        var s = new Scenario(Fate.Talks(60), Slots(2));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 1_000, Until(minutes: 2.2)));
            await s.Host.WaitAsync(Some.Minutes(2.2) + Some.Seconds(1));
            BusinessSnapshot late = await s.CheckedAsync();
            (late.Counts.Live, late.Counts.Ready, late.Counts.Expired).ShouldBe((2, 0, 994));
            RunSnapshot run = await s.UntilOverAsync("r");
            (run.Status, run.Counts.Completed, run.Counts.Expired).ShouldBe((RunStatus.Completed, 6, 994));
            (await s.Business.CancelCallAsync(new CancelCall("r-999"))).ShouldBe(new CallVerbAnswer(CallVerbResult.Refused, CallStatus.Ended, Outcome.Expired));
            await s.Host.WaitAsync(Some.Minutes(60));
            await s.CheckedAsync();
        });
        s.Dials.Count.ShouldBe(6);
    }

    [Fact]
    public void A_paused_business_lets_its_runs_expire_too() // [X12]
    {
        var s = new Scenario(Fate.Talks(60));
        s.Play(async () =>
        {
            await s.Business.PauseAsync(true);
            await s.EnqueueAsync(Some.Run("r", 10, Until(minutes: 5)));
            await s.Host.WaitAsync(Some.Minutes(5));
            RunSnapshot run = await s.UntilOverAsync("r");
            (run.Status, run.Counts.Expired).ShouldBe((RunStatus.Completed, 10));
        });
        s.Dials.ShouldBeEmpty();
    }

    [Fact]
    public void Calls_of_an_expired_run_that_wait_for_their_time_are_passed_over_when_it_comes()
    {
        var s = new Scenario(Fate.Ends(Outcome.Busy));
        s.Play(async () =>
        {
            RunTemplate template = Until(minutes: 40) with { Rules = new CallRules { Deadline = At(40), Retry = new RetryPolicy { MaxAttempts = 3 } } };
            await s.EnqueueAsync(Some.Run("r", 200, template));
            RunSnapshot run = await s.UntilOverAsync("r");
            run.Counts.Ended.ShouldBe(200);
            await s.Host.WaitAsync(Some.Minutes(120));
            (await s.CheckedAsync()).Counts.ShouldSatisfyAllConditions(counts => counts.Total.ShouldBe(200), counts => counts.Delayed.ShouldBe(0));
        });
        s.Dials.ShouldAllBe(dial => dial.At < At(40));
    }

    [Fact]
    public void A_retry_that_would_be_due_at_the_deadline_is_not_booked()
    {
        var s = new Scenario(Fate.Ends(Outcome.NoAnswer));
        s.Play(async () =>
        {
            await s.SubmitAsync("soon", Some.Call(1) with { Rules = new CallRules { Deadline = At(30) } });
            await s.SubmitAsync("night", Some.Call(2) with { Rules = new CallRules { Deadline = At(60 * 20), Window = new(new(9, 0), new(9, 15)) } });
            await s.Host.WaitAsync(Some.Seconds(30));
            (await s.CheckedAsync()).Counts.NoAnswer.ShouldBe(2);
            CallSnapshot night = (await s.Call("night").GetAsync())!;
            (night.Status, night.Outcome, night.Attempts.Count).ShouldBe((CallStatus.Ended, Outcome.NoAnswer, 1));
        });
    }

    [Fact]
    public void A_call_whose_deadline_passed_while_its_business_was_paused_expires_undialed() // [X12]
    {
        var s = new Scenario(Fate.Talks());
        s.Play(async () =>
        {
            await s.Business.PauseAsync(true);
            await s.SubmitAsync("c", Some.Call() with { Rules = new CallRules { Deadline = At(5) } });
            await s.Host.WaitAsync(Some.Minutes(10));
            await s.Business.PauseAsync(false);
            (await s.UntilIdleAsync()).Counts.Expired.ShouldBe(1);
            CallSnapshot call = (await s.Call("c").GetAsync())!;
            (call.Outcome, call.Tries).ShouldBe((Outcome.Expired, 0));
        });
        s.Dials.ShouldBeEmpty();
    }

    [Fact]
    public void The_same_run_submitted_again_after_its_deadline_is_the_same_run()
    {
        var s = new Scenario(Fate.Talks(1));
        s.Play(async () =>
        {
            EnqueueCalls run = Some.Run("r", 5, Until(minutes: 5));
            await s.EnqueueAsync(run);
            await s.UntilOverAsync("r");
            await s.Host.WaitAsync(Some.Minutes(10));
            (await s.Business.EnqueueAsync(run)).ShouldBe(new EnqueueAnswer.Taken(5, false));
            var call = new SubmitCall("c", "f", Some.Call() with { Rules = new CallRules { Deadline = At(20) } });
            (await s.Business.SubmitAsync(call)).ShouldBe(new SubmitAnswer.Taken(true, "c"));
            await s.Host.WaitAsync(Some.Minutes(30));
            (await s.Business.SubmitAsync(call)).ShouldBe(new SubmitAnswer.Taken(false, "c"));
        });
        s.Dials.Count.ShouldBe(6);
    }

    [Fact]
    public void The_earlier_of_two_deadlines_counts()
    {
        var s = new Scenario(Fate.Talks(100), Slots(1));
        s.Play(async () =>
        {
            NewCall[] calls = [Some.Call(1), Some.Call(2) with { Rules = new CallRules { Deadline = At(90) } }, Some.Call(3) with { Rules = new CallRules { Deadline = At(1) } }];
            await s.EnqueueAsync(new EnqueueCalls("r", 3, 0, "f", Until(minutes: 2), calls));
            RunSnapshot run = await s.UntilOverAsync("r");
            (run.Counts.Completed, run.Counts.Expired).ShouldBe((2, 1));
        });
        s.Dials.Select(dial => dial.Call).ShouldBe(["r-0", "r-1"]);
    }

    private static RunTemplate Until(double minutes) => new() { Rules = new CallRules { Deadline = At(minutes) } };

    private static DateTimeOffset At(double minutes) => Some.Instant + Some.Minutes(minutes);

    private static CallQueueOptions Slots(int slots) => new() { NewBusiness = new BusinessSettings { Slots = slots } };
}
