using CallQueue.Businesses;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;

namespace CallQueue.Scenarios;

/// <summary>Dispatch retries, outcome retries, and answers that were lost.</summary>
public sealed class RetryScenarios
{
    [Fact]
    public void A_dial_that_is_never_placed_is_tried_at_0_2_and_4_seconds_and_then_failed() // [S1.32, S1.33, X2]
    {
        var s = new Scenario(Fate.NotReached);
        s.Play(async () =>
        {
            await s.SubmitAsync("c", Some.Call());
            (await s.UntilIdleAsync()).Counts.Failed.ShouldBe(1);
            CallSnapshot call = (await s.Call("c").GetAsync())!;
            (call.Status, call.Outcome, call.Tries, call.Attempts.Count).ShouldBe((CallStatus.Ended, Outcome.Failed, 3, 0));
        });
        double[] waits = [.. s.DialSeconds.Zip(s.DialSeconds.Skip(1), (a, b) => b - a)];
        waits.ShouldBe([2, 4], tolerance: 0.11);
    }

    [Fact]
    public void A_person_who_is_busy_is_called_three_times_half_an_hour_apart() // [S2.13]
    {
        var s = new Scenario(Fate.Ends(Outcome.Busy));
        s.Play(async () =>
        {
            await s.SubmitAsync("c", Some.Call());
            (await s.UntilIdleAsync()).Counts.Busy.ShouldBe(1);
            CallSnapshot call = (await s.Call("c").GetAsync())!;
            call.Attempts.Select(attempt => attempt.Number).ShouldBe([1, 2, 3]);
        });
        s.DialSeconds.ShouldBe([0, 1802, 3604], tolerance: 1);
    }

    [Fact]
    public void A_dispatch_retry_costs_the_person_no_attempt()
    {
        var s = new Scenario((_, n) => n is 0 or 2 ? Fate.NotReached : Fate.Ends(Outcome.Busy));
        s.Play(async () =>
        {
            await s.SubmitAsync("c", Some.Call());
            await s.UntilIdleAsync();
        });
        s.Dials.Select(dial => dial.Request.Attempt.Number).ShouldBe([1, 1, 2, 2, 3]);
    }

    [Fact]
    public void A_refused_number_is_not_tried_again()
    {
        var s = new Scenario(new Fate(new Carriers.DialAnswer.Rejected(Outcome.Failed, "no such number"), IsPlaced: false));
        s.Play(async () =>
        {
            await s.SubmitAsync("c", Some.Call());
            (await s.UntilIdleAsync()).Counts.Failed.ShouldBe(1);
            (await s.Call("c").GetAsync())!.Reason.ShouldBe("no such number");
        });
        s.Dials.Count.ShouldBe(1);
    }

    [Fact]
    public void A_lost_answer_of_a_placed_call_is_looked_up_and_adopted_not_dialed_again() // [P2]
    {
        var s = new Scenario(Fate.LostButPlaced);
        s.Play(async () =>
        {
            await s.SubmitAsync("c", Some.Call());
            (await s.UntilIdleAsync()).Counts.Completed.ShouldBe(1);
            (await s.Call("c").GetAsync())!.Attempts.Single().CarrierCall.ShouldBe(s.Dials[0].Id);
        });
        s.Dials.Count.ShouldBe(1);
        s.Carrier.Lookups.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_lost_answer_of_a_call_that_is_surely_absent_is_dialed_again_as_the_same_attempt() // [P2]
    {
        var s = new Scenario((_, n) => n == 0 ? Fate.LostAndAbsent : Fate.Talks());
        s.Play(async () =>
        {
            await s.SubmitAsync("c", Some.Call());
            (await s.UntilIdleAsync()).Counts.Completed.ShouldBe(1);
        });
        s.Dials.Select(dial => dial.Request.Attempt.Number).ShouldBe([1, 1]);
        s.Dials.Select(dial => dial.Request.Attempt.Token).Distinct().Count().ShouldBe(2);
        s.DialSeconds[1].ShouldBeGreaterThan(30);
    }

    [Fact]
    public void Lost_webhooks_leak_no_slot() // [P10]
    {
        var s = new Scenario(new Fate(IsSilent: true, Talk: Some.Seconds(30)), new CallQueueOptions { NewBusiness = new BusinessSettings { Slots = 1 } });
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 3));
            (await s.UntilOverAsync("r")).Counts.Completed.ShouldBe(3);
        });
        s.Dials.Count.ShouldBe(3);
    }

    [Fact]
    public void A_call_that_outlasts_its_limit_is_hung_up()
    {
        var s = new Scenario(Fate.Talks(10_000));
        s.Play(async () =>
        {
            await s.SubmitAsync("c", Some.Call() with { Rules = new CallRules { MaxDuration = Some.Seconds(60) } });
            await s.UntilIdleAsync();
            (s.Host.Now - Some.Instant).ShouldBeInRange(Some.Seconds(60), Some.Seconds(160));
        });
        s.Carrier.HangUps.Count.ShouldBe(1);
    }

    [Fact]
    public void A_chosen_id_twice_is_one_call_and_other_content_conflicts() // [S3.17]
    {
        var s = new Scenario(Fate.Talks());
        s.Play(async () =>
        {
            var submit = new SubmitCall("mine", "f", Some.Call());
            (await s.Business.SubmitAsync(submit)).ShouldBe(new SubmitAnswer.Taken(true, "mine"));
            (await s.Business.SubmitAsync(submit)).ShouldBe(new SubmitAnswer.Taken(false, "mine"));
            (await s.Business.SubmitAsync(submit with { Fingerprint = "g" })).ShouldBeOfType<SubmitAnswer.Conflict>();
            (await s.UntilIdleAsync()).Counts.Total.ShouldBe(1);
            (await s.Business.SubmitAsync(submit)).ShouldBe(new SubmitAnswer.Taken(false, "mine"));
        });
        s.Dials.Count.ShouldBe(1);
    }

    [Fact]
    public void A_chosen_id_twice_at_the_same_moment_is_one_call_and_its_retry_waits()
    {
        var s = new Scenario(Fate.Ends(Outcome.Busy));
        s.Play(async () =>
        {
            var submit = new SubmitCall("mine", "f", Some.Call());
            SubmitAnswer[] answers = await Task.WhenAll(s.Business.SubmitAsync(submit), s.Business.SubmitAsync(submit));
            answers.Count(answer => answer is SubmitAnswer.Taken { Added: true }).ShouldBe(1);
            await s.Host.WaitAsync(Some.Minutes(20));
            s.Dials.Count.ShouldBe(1);
            (await s.CheckedAsync()).Counts.Total.ShouldBe(1);
        });
    }

    [Fact]
    public void An_id_that_a_run_uses_cannot_be_chosen()
    {
        var s = new Scenario(Fate.Talks());
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 5));
            (await s.Business.SubmitAsync(new SubmitCall("r-4", "f", Some.Call(99)))).ShouldBeOfType<SubmitAnswer.Conflict>();
            (await s.Business.SubmitAsync(new SubmitCall("r-5", "f", Some.Call(99)))).ShouldBe(new SubmitAnswer.Taken(true, "r-5"));
            (await s.UntilIdleAsync()).Counts.Completed.ShouldBe(6);
        });
    }
}
