using CallQueue.Businesses;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Rates;
using CallQueue.Runs;

namespace CallQueue.Scenarios;

/// <summary>Runs from submit to their last end.</summary>
public sealed class RunScenarios
{
    [Fact]
    public void A_run_of_seven_over_three_slots_dials_all_seven_and_never_more_than_three_at_once() // [S0.1, S0.2]
    {
        for (int seed = 0; seed < 1000; seed++)
        {
            var random = new Random(seed);
            var s = new Scenario((_, _) => Fate.Talks(random.NextDouble() * 60));
            s.Play(async () =>
            {
                await s.EnqueueAsync(Some.Run("r", 7));
                RunSnapshot run = await s.UntilOverAsync("r");
                run.Status.ShouldBe(RunStatus.Completed);
                run.Counts.Completed.ShouldBe(7);
            });
            s.Dials.Select(dial => dial.Call).Distinct().Count().ShouldBe(7, $"seed {seed}");
            s.Dials.Count.ShouldBe(7);
            s.Carrier.MostLive.ShouldBe(3);
        }
    }

    [Fact]
    public void The_first_three_start_at_once_and_the_fourth_waits() // [S0.3, S0.4]
    {
        var s = new Scenario(Fate.Talks());
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 4));
            await s.Host.WaitAsync(Some.Seconds(1));
            BusinessSnapshot now = await s.CheckedAsync();
            (now.Counts.Live, now.Counts.Ready).ShouldBe((3, 1));
            now.Holds.ShouldBe([new Hold(HoldKind.Slots)]);
        });
        s.DialSeconds.ShouldBe([0, 0, 0]);
    }

    [Fact]
    public void A_freed_slot_is_filled_at_once()
    {
        var s = new Scenario(Fate.Talks(10));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 5));
            await s.UntilOverAsync("r");
        });
        s.Dials.Skip(3).ShouldAllBe(dial => dial.At - s.Dials[0].At < TimeSpan.FromSeconds(14.1));
    }

    [Fact]
    public void The_same_batch_again_adds_nothing_and_other_content_conflicts() // [S3.20]
    {
        var s = new Scenario(Fate.Talks());
        s.Play(async () =>
        {
            EnqueueCalls run = Some.Run("r", 5);
            (await s.Business.EnqueueAsync(run)).ShouldBe(new EnqueueAnswer.Taken(5, true));
            (await s.Business.EnqueueAsync(run)).ShouldBe(new EnqueueAnswer.Taken(5, false));
            (await s.Business.EnqueueAsync(run with { Fingerprint = "other" })).ShouldBeOfType<EnqueueAnswer.Conflict>();
            await s.UntilOverAsync("r");
            (await s.Business.EnqueueAsync(run)).ShouldBe(new EnqueueAnswer.Taken(5, false));
            (await s.Business.EnqueueAsync(run with { Fingerprint = "other" })).ShouldBeOfType<EnqueueAnswer.Conflict>();
        });
        s.Dials.Count.ShouldBe(5);
    }

    [Fact]
    public void The_same_batch_twice_at_the_same_moment_is_taken_once()
    {
        var s = new Scenario(Fate.Talks());
        s.Play(async () =>
        {
            EnqueueAnswer[] answers = await Task.WhenAll(s.Business.EnqueueAsync(Some.Run("r", 5)), s.Business.EnqueueAsync(Some.Run("r", 5)));
            answers.Count(answer => answer is EnqueueAnswer.Taken { Added: true }).ShouldBe(1);
            (await s.UntilOverAsync("r")).Counts.Total.ShouldBe(5);
        });
        s.Dials.Count.ShouldBe(5);
    }

    [Fact]
    public void A_run_in_parts_is_dialed_only_when_it_is_whole()
    {
        var s = new Scenario(Fate.Talks());
        EnqueueCalls whole = Some.Run("r", 6);
        s.Play(async () =>
        {
            (await s.Business.EnqueueAsync(whole with { Calls = [.. whole.Calls.Take(4)] })).ShouldBe(new EnqueueAnswer.Taken(4, true));
            await s.Host.WaitAsync(Some.Seconds(30));
            s.Dials.ShouldBeEmpty();
            (await s.CheckedAsync()).Holds.ShouldContain(new Hold(HoldKind.RunIncomplete));
            (await s.Business.EnqueueAsync(whole with { Offset = 5, Calls = [whole.Calls[5]] })).ShouldBeOfType<EnqueueAnswer.Refused>();
            (await s.Business.EnqueueAsync(whole with { Offset = 3, Calls = [.. whole.Calls.Skip(3)] })).ShouldBe(new EnqueueAnswer.Taken(6, true));
            await s.UntilOverAsync("r");
        });
        s.Dials.Select(dial => dial.Call).ShouldBe(["r-0", "r-1", "r-2", "r-3", "r-4", "r-5"]);
    }

    [Fact]
    public void A_run_left_incomplete_for_an_hour_is_given_up()
    {
        var s = new Scenario(Fate.Talks());
        EnqueueCalls whole = Some.Run("r", 6);
        s.Play(async () =>
        {
            await s.Business.EnqueueAsync(whole with { Calls = [.. whole.Calls.Take(4)] });
            RunSnapshot run = await s.UntilOverAsync("r");
            (run.Status, run.Counts.Canceled).ShouldBe((RunStatus.Stopped, 4));
            (s.Host.Now - Some.Instant).ShouldBeLessThan(Some.Minutes(61));
        });
        s.Dials.ShouldBeEmpty();
    }

    [Fact]
    public void Every_end_is_in_the_results_once()
    {
        Outcome[] mix = [Outcome.Completed, Outcome.Rejected, Outcome.Busy, Outcome.NoAnswer, Outcome.Failed];
        var template = new RunTemplate { Rules = new CallRules { Retry = RetryPolicy.None } };
        var s = new Scenario((_, n) => Fate.Ends(mix[n % mix.Length]), new CallQueueOptions { NewBusiness = new BusinessSettings { Slots = 40 } });
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 600, template));
            RunSnapshot run = await s.UntilOverAsync("r");
            IReadOnlyList<RunResult> results = await s.Run("r").ResultsAsync(0, 1000);
            results.Select(result => result.Index).ShouldBe(Enumerable.Range(0, 600));
            foreach (Outcome outcome in mix) results.Count(result => result.Outcome == outcome).ShouldBe((int)run.Counts.Of(outcome));
            (await s.Run("r").ResultsAsync(250, 10)).Select(result => result.Index).ShouldBe(Enumerable.Range(250, 10));
        });
    }

    [Fact]
    public void Urgent_calls_overtake_a_thousand_normal_ones() // [S1.40]
    {
        var s = new Scenario(Fate.Talks(1), new CallQueueOptions { NewBusiness = new BusinessSettings { Slots = 1 } });
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("campaign", 1000));
            await s.Host.WaitAsync(Some.Seconds(1));
            await s.EnqueueAsync(Some.Run("alarm", 2, new RunTemplate { Priority = Priority.Urgent }, firstNumber: 5000));
            await s.UntilOverAsync("alarm");
        });
        s.Dials.Take(3).Select(dial => dial.Call).ShouldBe(["campaign-0", "alarm-0", "alarm-1"]);
    }

    [Fact]
    public void Priorities_are_strict_and_runs_of_one_priority_take_turns() // [S1.30, S3.8]
    {
        var s = new Scenario(Fate.Talks(1), new CallQueueOptions { NewBusiness = new BusinessSettings { Slots = 1 } });
        s.Play(async () =>
        {
            await s.Business.PauseAsync(true);
            await s.EnqueueAsync(Some.Run("low", 1, new RunTemplate { Priority = Priority.Low }, 10));
            await s.EnqueueAsync(Some.Run("a", 3, null, 20));
            await s.EnqueueAsync(Some.Run("b", 2, null, 30));
            await s.EnqueueAsync(Some.Run("high", 1, new RunTemplate { Priority = Priority.High }, 40));
            await s.Business.PauseAsync(false);
            await s.UntilIdleAsync();
        });
        s.Dials.Select(dial => dial.Call).ShouldBe(["high-0", "a-0", "b-0", "a-1", "b-1", "a-2", "low-0"]);
    }

    [Fact]
    public void One_number_is_never_live_twice_and_every_call_to_it_is_made() // [P3]
    {
        var s = new Scenario(Fate.Talks(5));
        s.Play(async () =>
        {
            NewCall[] calls = [.. Enumerable.Range(0, 12).Select(i => Some.Call(i % 2))];
            await s.EnqueueAsync(Some.Run("r", 12) with { Calls = calls });
            (await s.UntilOverAsync("r")).Counts.Completed.ShouldBe(12);
        });
        s.Carrier.EverTwice.ShouldBeFalse();
        s.Carrier.MostLive.ShouldBe(2);
    }

    [Fact]
    public void Settings_made_from_others_than_those_that_hold_are_not_taken()
    {
        var s = new Scenario(Fate.Talks(5));
        s.Play(async () =>
        {
            var caps = new BusinessSettings { ContactCaps = [new RateRule(3, TimeSpan.FromDays(1))] };
            (await s.Business.ReplaceSettingsAsync(new ReplaceSettings(caps, new BusinessSettings()))).ShouldBeOfType<SettingsAnswer.Taken>();
            (await s.Business.ReplaceSettingsAsync(new ReplaceSettings(new BusinessSettings { Slots = 9 }, new BusinessSettings()))).ShouldBeOfType<SettingsAnswer.Stale>();
            BusinessSettings same = new() { ContactCaps = [new RateRule(3, TimeSpan.FromDays(1))] };
            (await s.Business.ReplaceSettingsAsync(new ReplaceSettings(same with { Slots = -1 }, same))).ShouldBeOfType<SettingsAnswer.Refused>().Problem.Field.ShouldBe("slots");
            (await s.Business.ReplaceSettingsAsync(new ReplaceSettings(same with { Slots = 9 }, same))).ShouldBeOfType<SettingsAnswer.Taken>();
            (await s.Business.GetAsync()).Settings.Slots.ShouldBe(9);
        });
    }
}
