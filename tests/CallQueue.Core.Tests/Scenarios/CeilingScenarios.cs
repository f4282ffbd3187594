using CallQueue.Businesses;
using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Rates;
using CallQueue.Validation;
using CallQueue.Windows;

namespace CallQueue.Scenarios;

/// <summary>The operator's ceilings where calls are submitted, and again where they are dialed: they may have been lowered in between.</summary>
public sealed class CeilingScenarios
{
    private static readonly PhoneNumber Given = PhoneNumber.Parse("+442079460199");

    [Fact]
    public void A_lowered_ceiling_applies_to_calls_that_wait_already()
    {
        var s = new Scenario(Fate.Talks(60));
        s.Play(async () =>
        {
            await s.Business.PauseAsync(true);
            await s.EnqueueAsync(Some.Run("r", 8, new RunTemplate { Rules = new CallRules { MaxDuration = Some.Minutes(20) }, Script = new CallScript { AnswerUrl = "https://a.example.com/x" } }));
            await CapAsync(s, new BusinessCeilings { Slots = 2, MaxDuration = Some.Minutes(5), Numbers = [Given], AnswerUrlHosts = ["*.example.com"] });
            await s.Business.PauseAsync(false);
            await s.UntilOverAsync("r");
        });
        (s.Carrier.MostLive, s.Dials.Count).ShouldBe((2, 8));
        s.Dials.ShouldAllBe(dial => dial.Request.MaxDuration == Some.Minutes(5) && dial.Request.From == Given);
    }

    [Fact]
    public void A_call_whose_answer_url_is_not_allowed_any_more_ends_without_a_dial()
    {
        var s = new Scenario(Fate.Talks());
        s.Play(async () =>
        {
            await s.Business.PauseAsync(true);
            await s.SubmitAsync("c", Some.Call() with { Script = new CallScript { AnswerUrl = "https://old.example.net/x" } });
            await CapAsync(s, new BusinessCeilings { AnswerUrlHosts = ["a.example.com"] });
            await s.Business.PauseAsync(false);
            await s.UntilIdleAsync();
            CallSnapshot ended = (await s.Call("c").GetAsync())!;
            ended.Outcome.ShouldBe(Outcome.Blocked);
            ended.Reason.ShouldBe("call_config.answer_url must be on a host that the operator allows (a.example.com); got 'https://old.example.net/x'");
        });
        s.Dials.ShouldBeEmpty();
    }

    [Fact]
    public void Outer_hours_hold_a_call_whatever_its_own_window_says()
    {
        var s = new Scenario(Fate.Talks());
        s.Play(async () =>
        {
            await s.SubmitAsync("c", Some.Call() with { Rules = new CallRules { Window = Window("08:00-23:00") }, NotBefore = Some.Instant.AddMinutes(1) });
            await CapAsync(s, new BusinessCeilings { Window = Window("14:00-20:00") });
            await s.Host.WaitAsync(Some.Minutes(2));
            (await s.Business.WhyAsync("c"))!.Holds.ShouldContain(hold => hold.Kind == HoldKind.Window && hold.Until == Some.Instant.AddHours(5));
            await s.UntilIdleAsync();
        });
        s.Dials.Single().At.ShouldBe(Some.Instant.AddHours(5));
    }

    [Fact]
    public void Beyond_a_ceiling_nothing_is_accepted_and_the_answer_names_field_and_place()
    {
        var s = new Scenario(Fate.Talks());
        s.Play(async () =>
        {
            await s.Business.PauseAsync(true);
            await CapAsync(s, new BusinessCeilings { MaxDuration = Some.Minutes(5), Window = Window("09:00-21:00"), AnswerUrlHosts = [], WaitingCalls = 10 });
            (await RefusedAsync(new NewCall { To = Some.Number(), Rules = new CallRules { MaxDuration = Some.Minutes(6) } })).ShouldBe(("call_config.max_duration", "must be at most 300 seconds, the operator's ceiling; got 360", null));
            (await RefusedAsync(new NewCall { To = Some.Number(), Rules = new CallRules { Window = Window("08:00-20:00") } })).Field.ShouldBe("window");
            (await RefusedAsync(new NewCall { To = Some.Number(), Script = new CallScript { AnswerUrl = "https://a.example.com/" } })).Field.ShouldBe("call_config.answer_url");

            EnqueueCalls run = Some.Run("r", 4);
            NewCall odd = run.Calls[2] with { Rules = new CallRules { MaxDuration = Some.Minutes(9) } };
            (await RunAsync(run with { Calls = [run.Calls[0], run.Calls[1], odd, run.Calls[3]] })).ShouldBe(("call_config.max_duration", "must be at most 300 seconds, the operator's ceiling; got 540", 2));
            (await RunAsync(run with { Template = new RunTemplate { Rules = new CallRules { MaxDuration = Some.Minutes(9) } } })).ShouldBe(("call_config.max_duration", "must be at most 300 seconds, the operator's ceiling; got 540", null));

            await s.EnqueueAsync(Some.Run("full", 8));
            (await RunAsync(Some.Run("more", 3))).ShouldBe(("calls", "would exceed 10 waiting calls, the operator's ceiling: 8 wait already, and this adds 3; submit them later", null));
            await s.EnqueueAsync(Some.Run("fits", 2));
            (await RefusedAsync(Some.Call(99))).Field.ShouldBe("calls");
            await s.EnqueueAsync(Some.Run("full", 8)); // a repetition is answered as before

            (await s.CheckedAsync()).Counts.Total.ShouldBe(10);
        });

        async Task<(string Field, string Problem, int? Index)> RefusedAsync(NewCall call)
        {
            FieldProblem problem = (await s.Business.SubmitAsync(new SubmitCall("x", "x", call))).ShouldBeOfType<SubmitAnswer.Refused>().Problem;
            return (problem.Field, problem.Problem, problem.Index);
        }

        async Task<(string Field, string Problem, int? Index)> RunAsync(EnqueueCalls run)
        {
            FieldProblem problem = (await s.Business.EnqueueAsync(run)).ShouldBeOfType<EnqueueAnswer.Refused>().Problem;
            return (problem.Field, problem.Problem, problem.Index);
        }
    }

    [Fact]
    public void What_a_schedule_submits_is_cut_to_a_ceiling_that_came_later()
    {
        var s = new Scenario(Fate.Talks());
        s.Play(async () =>
        {
            await CapAsync(s, new BusinessCeilings { MaxDuration = Some.Minutes(5) });
            var call = new SubmitCall("c", "c", Some.Call() with { Rules = new CallRules { MaxDuration = Some.Minutes(9) } }) { IsBounded = true };
            (await s.Business.SubmitAsync(call)).ShouldBeOfType<SubmitAnswer.Taken>();
            await s.UntilIdleAsync();
        });
        s.Dials.Single().Request.MaxDuration.ShouldBe(Some.Minutes(5));
    }

    [Fact]
    public void Ceilings_outlive_a_crash()
    {
        var s = new Scenario(Fate.Talks(30), new CallQueueOptions { NewBusiness = new BusinessSettings { Slots = 8 } });
        s.Play(async () =>
        {
            await CapAsync(s, new BusinessCeilings { Slots = 2, Rates = [new RateRule(3, Some.Minutes(1))] });
            s.Host.Crash();
            await s.EnqueueAsync(Some.Run("r", 6));
            await s.UntilOverAsync("r");
            BusinessSnapshot now = await s.Business.GetAsync();
            (now.Settings.Slots, now.InForce.Slots, now.InForce.Rates.Count).ShouldBe((8, 2, 1));
        });
        s.Carrier.MostLive.ShouldBe(2);
        s.DialSeconds.Count(second => second < 60).ShouldBe(3);
    }

    [Fact]
    public void A_veto_that_may_not_be_asked_holds_its_business_and_says_why()
    {
        var s = new Scenario(Fate.Talks());
        s.Play(async () =>
        {
            BusinessSettings now = (await s.Business.GetAsync()).Settings;
            await s.Business.ChangeSettingsAsync(now with { Veto = new VetoTarget("https://old.example.net/v", "0123456789abcdef") });
            await CapAsync(s, new BusinessCeilings { WebhookHosts = ["a.example.com"] });
            await s.SubmitAsync("c", Some.Call());
            await s.Host.WaitAsync(Some.Minutes(5));
            (await s.Business.WhyAsync("c"))!.Holds.Select(hold => hold.Kind).ShouldContain(HoldKind.Ceiling);
            (await s.Business.GetAsync()).Holds.ShouldContain(hold => hold.Kind == HoldKind.Ceiling);
        });
        s.Dials.ShouldBeEmpty();
    }

    private static async Task CapAsync(Scenario s, BusinessCeilings ceilings)
    {
        BusinessSettings now = (await s.Business.GetAsync()).Settings;
        (await s.Business.ReplaceSettingsAsync(new ReplaceSettings(now with { Ceilings = ceilings }, now))).ShouldBeOfType<SettingsAnswer.Taken>();
    }

    private static CallingWindow Window(string text) => CallingWindow.TryParse(text, out CallingWindow? window, out string? problem) ? window : throw new FormatException(problem);
}
