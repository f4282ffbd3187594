using CallQueue.Businesses;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Runs;

namespace CallQueue.Scenarios;

/// <summary>Stop (final, of a run) and pause (of a run, of the business).</summary>
public sealed class StopScenarios
{
    [Fact]
    public void A_stop_cancels_what_waits_counts_it_and_lets_live_calls_end() // [S0.15, S0.16, S0.18]
    {
        var s = new Scenario((_, n) => n < 2 ? Fate.Ends(Outcome.Failed) : Fate.Talks(60));
        var template = new RunTemplate { Rules = new CallRules { Retry = RetryPolicy.None } };
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 10, template));
            await s.Host.WaitAsync(Some.Seconds(10));
            StopAnswer stopped = await s.Business.StopRunAsync(new StopRun("r"));
            stopped.ShouldBe(new StopAnswer(true, 5, 3));
            (await s.Run("r").GetAsync())!.Status.ShouldBe(RunStatus.Stopped);
            RunSnapshot run = await s.UntilOverAsync("r");
            (run.Counts.Failed, run.Counts.Canceled, run.Counts.Completed).ShouldBe((2, 5, 3));
            await s.CheckedAsync();
        });
        s.Dials.Count.ShouldBe(5);
        s.Carrier.HangUps.ShouldBeEmpty();
    }

    [Fact]
    public void After_a_stop_is_answered_nothing_of_the_run_is_dialed() // [P5]
    {
        for (int seed = 0; seed < 30; seed++)
        {
            var random = new Random(seed);
            var s = new Scenario((_, _) => Fate.Talks(random.NextDouble() * 3), new CallQueueOptions { NewBusiness = new BusinessSettings { Slots = 5 } });
            s.Play(async () =>
            {
                await s.EnqueueAsync(Some.Run("r", 50));
                await s.Host.WaitAsync(Some.Seconds(random.NextDouble() * 20));
                for (int i = random.Next(60); i > 0; i--) await Task.Yield();
                await s.Business.StopRunAsync(new StopRun("r"));
                int dialed = s.Dials.Count;
                await s.UntilOverAsync("r");
                await s.Host.WaitAsync(Some.Minutes(60));
                s.Dials.Count.ShouldBe(dialed, $"seed {seed}");
                (await s.CheckedAsync()).Counts.Total.ShouldBe(50);
            });
        }
    }

    [Fact]
    public void A_stop_covers_retries_that_wait() // [X11]
    {
        var s = new Scenario(Fate.Ends(Outcome.Busy));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 3));
            await s.Host.WaitAsync(Some.Minutes(1));
            (await s.CheckedAsync()).Counts.Delayed.ShouldBe(3);
            (await s.Business.StopRunAsync(new StopRun("r"))).ShouldBe(new StopAnswer(true, 3, 0));
            await s.Host.WaitAsync(Some.Minutes(180));
            (await s.CheckedAsync()).Counts.Canceled.ShouldBe(3);
        });
        s.Dials.Count.ShouldBe(3);
    }

    [Fact]
    public void A_call_that_was_live_at_the_stop_is_not_retried()
    {
        var s = new Scenario(new Fate(Outcome: Outcome.NoAnswer, Talk: Some.Seconds(20)));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 1));
            await s.Host.WaitAsync(Some.Seconds(5));
            await s.Business.StopRunAsync(new StopRun("r"));
            (await s.UntilOverAsync("r")).Counts.NoAnswer.ShouldBe(1);
            CallSnapshot call = (await s.Call("r-0").GetAsync())!;
            (call.Status, call.Outcome, call.RetryAt).ShouldBe((CallStatus.Ended, Outcome.NoAnswer, null));
        });
        s.Dials.Count.ShouldBe(1);
    }

    [Fact]
    public void A_stop_may_hang_up_what_is_live()
    {
        var s = new Scenario(Fate.Talks(600));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 3));
            await s.Host.WaitAsync(Some.Seconds(10));
            await s.Business.StopRunAsync(new StopRun("r", HangUpLive: true));
            (await s.UntilOverAsync("r")).Counts.Canceled.ShouldBe(3);
            (s.Host.Now - Some.Instant).ShouldBeLessThan(Some.Seconds(20));
        });
        s.Carrier.HangUps.Count.ShouldBe(3);
    }

    [Fact]
    public void A_stop_that_hangs_up_right_after_one_that_does_not_still_hangs_up()
    {
        var s = new Scenario(Fate.Talks(600));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 3));
            await s.Host.WaitAsync(Some.Seconds(10));
            await Task.WhenAll(s.Business.StopRunAsync(new StopRun("r")), s.Business.StopRunAsync(new StopRun("r", HangUpLive: true)));
            await s.UntilOverAsync("r");
            (s.Host.Now - Some.Instant).ShouldBeLessThan(Some.Seconds(20));
        });
    }

    [Fact]
    public void A_stop_before_the_first_dial_twice_and_after_the_end_is_answered_sensibly() // [S0.19]
    {
        var s = new Scenario(Fate.Talks(1));
        s.Play(async () =>
        {
            await s.Business.PauseAsync(true);
            await s.EnqueueAsync(Some.Run("r", 4));
            (await s.Business.StopRunAsync(new StopRun("r"))).ShouldBe(new StopAnswer(true, 4, 0));
            (await s.Business.StopRunAsync(new StopRun("r"))).ShouldBe(new StopAnswer(true, 0, 0));
            (await s.Business.StopRunAsync(new StopRun("never"))).ShouldBe(new StopAnswer(false, 0, 0));
            await s.Business.PauseAsync(false);
            await s.EnqueueAsync(Some.Run("done", 2));
            await s.UntilOverAsync("done");
            (await s.Business.StopRunAsync(new StopRun("done"))).ShouldBe(new StopAnswer(true, 0, 0));
            (await s.Run("done").GetAsync())!.Status.ShouldBe(RunStatus.Completed);
        });
        s.Dials.Count.ShouldBe(2);
    }

    [Fact]
    public void A_paused_business_dials_nothing_new_and_goes_on_after() // [S1.28, S1.29]
    {
        var s = new Scenario(Fate.Talks(5));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 9));
            await s.Host.WaitAsync(Some.Seconds(1));
            await s.Business.PauseAsync(true);
            await s.Host.WaitAsync(Some.Minutes(10));
            (await s.CheckedAsync()).Holds.ShouldBe([new Hold(HoldKind.Paused)]);
            s.Dials.Count.ShouldBe(3);
            await s.Business.PauseAsync(false);
            await s.Host.WaitAsync(Some.Seconds(1));
            s.Dials.Count.ShouldBe(6);
            (await s.UntilOverAsync("r")).Counts.Completed.ShouldBe(9);
        });
    }

    [Fact]
    public void A_call_that_falls_due_while_paused_is_made_once_after_the_pause() // [X12]
    {
        var s = new Scenario(Fate.Talks(5));
        s.Play(async () =>
        {
            await s.SubmitAsync("later", Some.Call() with { NotBefore = Some.Instant + Some.Minutes(5) });
            await s.Business.PauseAsync(true);
            await s.Host.WaitAsync(Some.Minutes(20));
            s.Dials.ShouldBeEmpty();
            await s.Business.PauseAsync(false);
            await s.UntilIdleAsync();
        });
        s.Dials.Count.ShouldBe(1);
    }

    [Fact]
    public void A_paused_run_waits_while_others_go_on()
    {
        var s = new Scenario(Fate.Talks(5));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("held", 6));
            await s.Host.WaitAsync(Some.Seconds(1));
            (await s.Business.PauseRunAsync("held", true)).ShouldBeTrue();
            await s.EnqueueAsync(Some.Run("other", 6, null, 100));
            await s.UntilOverAsync("other");
            s.Dials.Count(dial => dial.Call.StartsWith("held", StringComparison.Ordinal)).ShouldBe(3);
            (await s.CheckedAsync()).Holds.ShouldBe([new Hold(HoldKind.RunPaused)]);
            (await s.Business.PauseRunAsync("held", false)).ShouldBeTrue();
            (await s.UntilOverAsync("held")).Counts.Completed.ShouldBe(6);
            (await s.Business.PauseRunAsync("never", true)).ShouldBeFalse();
        });
    }
}
