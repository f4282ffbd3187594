using CallQueue.Businesses;
using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Carriers;
using CallQueue.Runs;
using CallQueue.Validation;

namespace CallQueue.Scenarios;

/// <summary>Answering machines, from the setting to the outcome.</summary>
public sealed class MachineScenarios
{
    private static readonly CallRules HangUp = new() { Machine = MachineMode.HangUp };
    private static readonly CallRules Message = new() { Machine = MachineMode.Message, VoicemailMessage = "Hello {{name}}, call us back." };

    private static Fate Machine => Fate.Talks(60) with { Verdicts = [AnsweredBy.Machine] };

    [Fact]
    public void A_machine_is_hung_up_on_and_its_slot_is_free_at_once()
    {
        var s = new Scenario(Machine, new CallQueueOptions { NewBusiness = new BusinessSettings { Slots = 1 } });
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 2, new RunTemplate { Rules = HangUp }));
            RunSnapshot run = await s.UntilOverAsync("r");
            run.Counts.ShouldBe(new CallCounts { Total = 2, Voicemail = 2 });
            (s.Host.Now - Some.Instant).ShouldBeLessThan(Some.Seconds(20));
        });
        s.Carrier.HangUps.Count.ShouldBe(2);
    }

    [Fact]
    public void The_message_is_left_with_its_places_filled_and_the_call_ends_as_voicemail()
    {
        var s = new Scenario(Machine);
        s.Play(async () =>
        {
            await s.SubmitAsync("c", Some.Call() with { Rules = Message, Data = """{"name":"Ann"}""" });
            (await s.UntilIdleAsync()).Counts.Voicemail.ShouldBe(1);
            CallSnapshot call = (await s.Call("c").GetAsync())!;
            (call.Outcome, call.Attempts[0].AnsweredBy, call.Attempts[0].Reason).ShouldBe((Outcome.Voicemail, AnsweredBy.Machine, "a machine answered; the message was left"));
        });
        CallScript left = s.Carrier.Left.ShouldHaveSingleItem();
        Speech.SpokenText.Plain(left).ShouldBe("Hello Ann, call us back.");
        s.Carrier.HangUps.ShouldBeEmpty();
    }

    [Fact]
    public void A_message_whose_answer_is_lost_is_asked_for_again_and_one_that_is_refused_ends_the_call()
    {
        MessageAnswer lost = new MessageAnswer.Unknown("timeout");
        foreach ((MessageAnswer[] answers, int asked, int hungUp) in new (MessageAnswer[], int, int)[] { ([lost, lost], 3, 0), ([new MessageAnswer.Refused("unreadable")], 1, 1) })
        {
            var s = new Scenario(Machine with { Messages = answers });
            s.Play(async () =>
            {
                await s.SubmitAsync("c", Some.Call() with { Rules = Message });
                (await s.UntilIdleAsync()).Counts.Voicemail.ShouldBe(1);
            });
            (s.Carrier.Left.Count, s.Carrier.HangUps.Count).ShouldBe((asked, hungUp));
        }
    }

    [Theory]
    [InlineData(AnsweredBy.Human, Outcome.Completed)]
    [InlineData(AnsweredBy.Unknown, Outcome.Completed)]
    [InlineData(null, Outcome.Completed)]
    public void People_and_calls_without_a_verdict_go_on_to_their_end(string? verdict, Outcome outcome)
    {
        var s = new Scenario(Fate.Talks(20) with { Verdicts = verdict is null ? [] : [verdict, verdict] });
        s.Play(async () =>
        {
            await s.SubmitAsync("c", Some.Call() with { Rules = HangUp });
            await s.UntilIdleAsync();
            CallSnapshot call = (await s.Call("c").GetAsync())!;
            (call.Outcome, call.Attempts[0].AnsweredBy).ShouldBe((outcome, verdict));
        });
        s.Carrier.HangUps.ShouldBeEmpty();
    }

    [Fact]
    public void Detect_records_the_verdict_and_the_call_goes_on()
    {
        var s = new Scenario(Fate.Talks(20) with { Verdicts = [AnsweredBy.Machine, AnsweredBy.Human] });
        s.Play(async () =>
        {
            await s.SubmitAsync("c", Some.Call() with { Rules = new CallRules { Machine = MachineMode.Detect } });
            (await s.UntilIdleAsync()).Counts.Completed.ShouldBe(1);
            (await s.Call("c").GetAsync())!.Attempts[0].AnsweredBy.ShouldBe(AnsweredBy.Machine);
        });
        s.Carrier.HangUps.ShouldBeEmpty();
    }

    [Fact]
    public void Voicemail_is_retried_only_by_name()
    {
        foreach ((Outcome[] on, int dials) in new (Outcome[], int)[] { ([.. RetryPolicy.Default.RetryOn], 1), ([Outcome.Voicemail], 3) })
        {
            var s = new Scenario(Machine);
            s.Play(async () =>
            {
                await s.SubmitAsync("c", Some.Call() with { Rules = HangUp with { Retry = RetryPolicy.Default with { Delay = Some.Seconds(5), RetryOn = on } } });
                (await s.UntilIdleAsync()).Counts.Voicemail.ShouldBe(1);
            });
            s.Dials.Count.ShouldBe(dials);
        }
    }

    [Fact]
    public void The_setting_of_the_call_goes_before_that_of_the_run_and_that_before_the_businesss()
    {
        var s = new Scenario(Fate.Talks(1), new CallQueueOptions { NewBusiness = new BusinessSettings { Rules = HangUp } });
        s.Play(async () =>
        {
            EnqueueCalls run = Some.Run("r", 2, new RunTemplate { Rules = Message });
            await s.EnqueueAsync(run with { Calls = [run.Calls[0] with { Rules = new CallRules { Machine = MachineMode.Off } }, run.Calls[1]] });
            await s.SubmitAsync("c", Some.Call(9));
            await s.UntilIdleAsync();
        });
        s.Dials.OrderBy(dial => dial.Call).Select(dial => dial.Request.Machine?.Mode).ShouldBe([MachineMode.HangUp, null, MachineMode.Message]);
    }

    [Fact]
    public void A_crash_between_the_verdict_and_the_hang_up_is_made_up_for_by_the_next_check()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var s = new Scenario(Fate.Talks(600) with { Verdicts = [AnsweredBy.Machine] }, new CallQueueOptions { NewBusiness = new BusinessSettings { Slots = 1 } });
            s.Play(async () =>
            {
                await s.SubmitAsync("c", Some.Call() with { Rules = seed % 2 == 0 ? HangUp : Message });
                await s.Host.UntilAsync(async () => (await s.Call("c").GetAsync())?.Attempts is [{ AnsweredBy: AnsweredBy.Machine }]);
                for (int i = random.Next(20); i > 0; i--) await Task.Yield();
                s.Host.Crash();
                (await s.UntilIdleAsync()).Counts.Voicemail.ShouldBe(1, $"seed {seed}");
            });
            (seed % 2 == 0 ? s.Carrier.HangUps.Count : s.Carrier.Left.Count).ShouldBeGreaterThan(0, $"seed {seed}");
        }
    }

    public static TheoryData<string, string> Contradictions => new()
    {
        { "text without message", "call_config.voicemail_message has no effect while machine is hangup; write machine: message, or remove it" },
        { "message without text", "call_config.machine is message, which needs a voicemail_message; add the text to leave" },
        { "wait without machine", "call_config.machine_wait has no effect while machine is off; write machine: detect or another, or remove it" },
        { "long text", "voicemail_message must be at most 4000 characters; got 4001" },
        { "blank text", "voicemail_message must not be blank; write the text to leave, or remove it" },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void Contradictions_are_refused_with_the_field_and_the_index(string what, string problem)
    {
        CallRules wrong = what switch
        {
            "text without message" => new CallRules { Machine = MachineMode.HangUp, VoicemailMessage = "Hi" },
            "message without text" => new CallRules { Machine = MachineMode.Message },
            "wait without machine" => new CallRules { MachineWait = true },
            "long text" => Message with { VoicemailMessage = new string('a', 4001) },
            _ => Message with { VoicemailMessage = " " },
        };
        var s = new Scenario(Fate.Talks(1));
        s.Play(async () =>
        {
            EnqueueCalls run = Some.Run("r", 3);
            FieldProblem found = (await s.Business.EnqueueAsync(run with { Calls = [run.Calls[0], run.Calls[1], run.Calls[2] with { Rules = wrong }] })).ShouldBeOfType<EnqueueAnswer.Refused>().Problem;
            (found.Index, $"{found.Field} {found.Problem}").ShouldBe((2, problem));
            FieldProblem alone = (await s.Business.SubmitAsync(new SubmitCall("c", "c", Some.Call() with { Rules = wrong }))).ShouldBeOfType<SubmitAnswer.Refused>().Problem;
            $"{alone.Field} {alone.Problem}".ShouldBe(problem);
            BusinessSettings settings = new() { Rules = wrong };
            settings.FindProblem().ShouldNotBeNull().Problem.ShouldBe(problem[(problem.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        });
    }
}
