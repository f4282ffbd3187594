using CallQueue.Businesses;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Guards;
using CallQueue.Runs;

namespace CallQueue.Scenarios;

/// <summary>The app is asked just before each dial, and no slot is held meanwhile.</summary>
public sealed class VetoScenarios
{
    private static readonly VetoAnswer Yes = VetoAnswer.Eligible.Instance;
    private static readonly VetoTarget Target = new("https://example.test/veto", "0123456789abcdef");
    private static readonly BusinessSettings Asking = new() { Veto = Target };

    [Fact]
    public void Who_is_eligible_is_dialed_and_who_is_not_ends_as_blocked_with_the_reason()
    {
        (Scenario s, ScriptedVeto veto) = Begin(question => question.To == Some.Number(2) ? new VetoAnswer.NotEligible("has paid") : Yes);
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 3));
            CallCounts counts = (await s.UntilOverAsync("r")).Counts;
            (counts.Completed, counts.Blocked).ShouldBe((2, 1));
            CallSnapshot call = (await s.Call("r-1").GetAsync())!;
            (call.Outcome, call.Reason).ShouldBe((Outcome.Blocked, "not eligible: has paid"));
        });
        s.Dials.Select(dial => dial.Request.To).ShouldBe([Some.Number(1), Some.Number(3)]);
        veto.Asked.Select(question => question.Call).ShouldBe(["r-0", "r-1", "r-2"]);
    }

    [Fact]
    public void The_question_names_the_person_the_attempt_and_the_apps_own_data()
    {
        (Scenario s, ScriptedVeto veto) = Begin(_ => Yes, Fate.Ends(Outcome.Busy));
        s.Play(async () =>
        {
            await s.SubmitAsync("c", Some.Call() with { Data = "{\"lead\":7}", Rules = new CallRules { Retry = new RetryPolicy { MaxAttempts = 2 } } });
            await s.EnqueueAsync(Some.Run("r", 1, new RunTemplate { Rules = new CallRules { Retry = RetryPolicy.None } }, 2) with { Calls = [Some.Call(2) with { Data = "{\"lead\":8}" }] });
            await s.UntilIdleAsync();
        });
        veto.Asked.OrderBy(question => question.Call).ThenBy(question => question.Attempt).ShouldBe(
        [
            new VetoQuestion(Some.Business, "c", null, Some.Number(1), 1, "{\"lead\":7}"),
            new VetoQuestion(Some.Business, "c", null, Some.Number(1), 2, "{\"lead\":7}"),
            new VetoQuestion(Some.Business, "r-0", "r", Some.Number(2), 1, "{\"lead\":8}"),
        ]);
    }

    [Fact]
    public void While_a_slow_app_thinks_slots_stay_free_little_is_asked_and_other_businesses_go_on()
    {
        (Scenario s, ScriptedVeto veto) = Begin(_ => Yes);
        veto.After = Some.Seconds(4);
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 100));
            IBusiness other = s.Host.Actors.Business(new BusinessId("other"));
            await other.EnqueueAsync(Some.Run("o", 30));
            await s.Host.WaitAsync(Some.Seconds(3));
            BusinessSnapshot thinking = await s.CheckedAsync();
            (thinking.Counts.Ready, thinking.Counts.Live).ShouldBe((100, 0));
            thinking.Holds.ShouldBe([new Hold(HoldKind.Veto)]);
            (await other.GetAsync()).Counts.Live.ShouldBe(3);
            (await s.UntilOverAsync("r")).Counts.Completed.ShouldBe(100);
        });
        veto.MostAtOnce.ShouldBe(6); // twice the slots
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Without_an_answer_in_time_a_call_is_dialed_or_held_back_as_the_business_says(bool hold)
    {
        (Scenario s, ScriptedVeto veto) = Begin(_ => Yes);
        veto.After = Some.Seconds(8);
        s.Play(async () =>
        {
            await s.Business.ChangeSettingsAsync(Asking with { Veto = Target with { HoldOnTimeout = hold } });
            await s.SubmitAsync("c", Some.Call());
            await s.Host.WaitAsync(Some.Seconds(40));
            s.Dials.Count.ShouldBe(hold ? 0 : 1);
            if (hold) (await s.CheckedAsync()).Counts.Delayed.ShouldBe(1);
            veto.After = Some.Seconds(1);
            await s.Host.WaitAsync(Some.Seconds(40));
            s.Dials.Count.ShouldBe(1);
            (await s.UntilIdleAsync()).Counts.Completed.ShouldBe(1);
        });
        veto.Asked.Count.ShouldBe(hold ? 2 : 1);
    }

    [Theory] // What the hook does; whether the business wants to dial without an answer.
    [InlineData("not asked", false)]
    [InlineData("throws", false)]
    [InlineData("cancelled", false)]
    [InlineData("not asked", true)]
    public void What_breaks_before_the_app_is_asked_holds_the_call_back_whatever_the_business_wants(string what, bool hold)
    {
        bool isBroken = true;
        (Scenario s, ScriptedVeto veto) = Begin(question => !isBroken || question.To != Some.Number(1) ? Yes : what switch
        {
            "throws" => throw new InvalidOperationException("nested too deep"),
            "cancelled" => throw new OperationCanceledException(),
            _ => new VetoAnswer.NotAsked("nested too deep"),
        });
        s.Play(async () =>
        {
            await s.Business.ChangeSettingsAsync(Asking with { Veto = Target with { HoldOnTimeout = hold } });
            await s.EnqueueAsync(Some.Run("r", 3));
            await s.Host.WaitAsync(Some.Minutes(5));
            s.Dials.Select(dial => dial.Call).ShouldBe(["r-1", "r-2"], "the others are not held up");
            (await s.CheckedAsync()).Counts.Delayed.ShouldBe(1);
            veto.Asked.Count(question => question.Call == "r-0").ShouldBeInRange(3, 6);
            isBroken = false;
            (await s.UntilOverAsync("r")).Counts.Completed.ShouldBe(3);
        });
    }

    [Fact]
    public void A_process_without_a_hook_dials_nobody_of_a_business_that_asks()
    {
        var s = new Scenario(Fate.Talks(), new CallQueueOptions { NewBusiness = Asking with { Veto = Target with { HoldOnTimeout = false } } });
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 2));
            await s.Host.WaitAsync(Some.Minutes(3));
            s.Dials.ShouldBeEmpty();
        });
    }

    [Fact]
    public void Without_an_answer_a_call_is_held_back_unless_dial_was_chosen() => new VetoTarget("https://example.test/", "0123456789abcdef").HoldOnTimeout.ShouldBeTrue();

    [Fact]
    public void An_answer_is_good_for_half_a_minute_and_then_asked_for_again()
    {
        (Scenario s, ScriptedVeto veto) = Begin(_ => Yes, Fate.Talks(100), Asking with { Slots = 1 });
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 2));
            await s.UntilOverAsync("r");
        });
        veto.Asked.Select(question => question.Call).ShouldBe(["r-0", "r-1", "r-1"]);
        (s.Dials[1].At - s.Dials[0].At).ShouldBeInRange(Some.Seconds(100), Some.Seconds(106));
    }

    [Fact]
    public void A_stop_a_cancel_and_a_pause_work_on_a_call_that_is_being_asked_about()
    {
        (Scenario s, ScriptedVeto veto) = Begin(_ => Yes, settings: Asking with { Slots = 4 });
        veto.After = Some.Seconds(4);
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("stopped", 2));
            await s.EnqueueAsync(Some.Run("paused", 2, null, 10));
            await s.SubmitAsync("canceled", Some.Call(20));
            await s.SubmitAsync("moved", Some.Call(21));
            await s.Host.WaitAsync(Some.Seconds(1));
            veto.Asked.Count.ShouldBe(6);
            (await s.Business.StopRunAsync(new StopRun("stopped"))).ShouldBe(new StopAnswer(true, 2, 0));
            (await s.Business.PauseRunAsync("paused", true)).ShouldBeTrue();
            (await s.Business.CancelCallAsync(new CancelCall("canceled"))).Result.ShouldBe(CallVerbResult.Done);
            (await s.Business.MoveCallAsync(new MoveCall("moved", Priority.Urgent))).Result.ShouldBe(CallVerbResult.Done);
            (await s.Business.ListAsync(new ListCalls(QueuePart.Ready, 0, 10))).Calls.Select(call => call.Name).ShouldBe(["moved", "paused-0", "paused-1"]);
            await s.Host.WaitAsync(Some.Minutes(5));
            BusinessSnapshot now = await s.CheckedAsync();
            (now.Counts.Ready, now.Counts.Completed, now.Counts.Canceled).ShouldBe((2, 1, 3));
            s.Dials.Select(dial => dial.Call).ShouldBe(["moved"]);
            await s.Business.PauseRunAsync("paused", false);
            (await s.UntilOverAsync("paused")).Counts.Completed.ShouldBe(2);
        });
    }

    [Fact]
    public void A_business_that_asks_no_more_dials_what_it_was_asking_about()
    {
        (Scenario s, ScriptedVeto veto) = Begin(_ => Yes);
        veto.After = Some.Seconds(4);
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 3));
            await s.Host.WaitAsync(Some.Seconds(1));
            await s.Business.ChangeSettingsAsync(new BusinessSettings());
            await s.Host.WaitAsync(Some.Seconds(1));
            s.Dials.Count.ShouldBe(3);
            (await s.UntilOverAsync("r")).Counts.Completed.ShouldBe(3);
        });
    }

    [Fact]
    public void Nothing_is_dialed_without_an_answer_and_nothing_is_lost_through_crashes_at_any_point()
    {
        for (int seed = 0; seed < 30; seed++)
        {
            var random = new Random(seed);
            HashSet<string> allowed = [];
            (Scenario s, ScriptedVeto veto) = Begin(question =>
            {
                if (question.To.Value[^1] == '7') return new VetoAnswer.NotEligible(null);
                allowed.Add(question.Call);
                return Yes;
            });
            s.Play(async () =>
            {
                await s.EnqueueAsync(Some.Run("r", 40));
                for (int i = 0; i < 12; i++)
                {
                    veto.After = Some.Seconds(random.NextDouble() * 4);
                    await s.Host.WaitAsync(Some.Seconds(random.NextDouble() * 20));
                    for (int y = random.Next(40); y > 0; y--) await Task.Yield();
                    s.Host.Crash();
                }

                CallCounts counts = (await s.UntilOverAsync("r")).Counts;
                (counts.Total, counts.Completed, counts.Blocked).ShouldBe((40, 36, 4), $"seed {seed}");
                await s.CheckedAsync();
            });
            s.Dials.ShouldAllBe(dial => allowed.Contains(dial.Call), $"seed {seed}");
            s.Dials.Select(dial => dial.Call).ShouldBeUnique();
        }
    }

    private static (Scenario Scenario, ScriptedVeto Veto) Begin(Func<VetoQuestion, VetoAnswer> answer, Fate? fate = null, BusinessSettings? settings = null)
    {
        BusinessSettings asking = settings ?? Asking;
        var scenario = new Scenario(fate ?? Fate.Talks(), new CallQueueOptions { NewBusiness = new BusinessSettings() });
        var veto = new ScriptedVeto(answer) { Host = scenario.Host };
        scenario.Host.Veto = veto;
        scenario.Play(async () => (await scenario.Business.ChangeSettingsAsync(asking)).ShouldBeNull());
        return (scenario, veto);
    }
}
