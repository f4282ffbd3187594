using CallQueue.Businesses;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Validation;
using CallQueue.Windows;

namespace CallQueue.Scenarios;

/// <summary>When people may be called: hours in their own zones, and runs that start later. The scenario begins on a Monday at 09:00 in London.</summary>
public sealed class WindowScenarios
{
    private static readonly CallingWindow Day = Window("09:00-21:00");

    [Fact]
    public void A_retry_that_falls_outside_the_window_waits_for_the_next_opening() // [S2.43, S2.48, X23]
    {
        var s = new Scenario(Fate.Ends(Outcome.NoAnswer), Options(new CallRules { Window = Day, Retry = new RetryPolicy { MaxAttempts = 2 } }));
        s.Play(async () =>
        {
            await s.SubmitAsync("c", Some.Call() with { NotBefore = At(hours: 11, minutes: 50) });
            await s.Host.WaitAsync(Some.Minutes(25 * 60));
            (await s.CheckedAsync()).Counts.NoAnswer.ShouldBe(1);
        });
        s.Dials.Select(dial => dial.At).ShouldBe([At(hours: 11, minutes: 50), At(hours: 24)]);
    }

    [Fact]
    public void A_submit_answers_when_the_call_is_due_and_nothing_for_one_that_is_ready()
    {
        var s = new Scenario(Fate.Talks(), Options(new CallRules { Window = Window("10:00-12:00"), TimeZone = "Europe/London" }, slots: 1));
        s.Play(async () =>
        {
            (await DueAtAsync("closed", Some.Call(1))).ShouldBe(At(hours: 1));
            (await DueAtAsync("later", Some.Call(2) with { NotBefore = At(hours: 2) })).ShouldBe(At(hours: 2));
            (await DueAtAsync("open", Some.Call(3) with { Rules = new CallRules { Window = Day } })).ShouldBeNull();
            (await DueAtAsync("behind", Some.Call(4) with { Rules = new CallRules { Window = Day } })).ShouldBeNull();
            (await s.Business.FindAsync("closed"))!.Part.ShouldBe(QueuePart.Delayed);
        });

        async Task<DateTimeOffset?> DueAtAsync(string name, NewCall call) => (await s.Business.SubmitAsync(new SubmitCall(name, name, call))).ShouldBeOfType<SubmitAnswer.Taken>().DueAt;
    }

    [Theory] // number, zone given on the call, when it is dialed
    [InlineData(1, "+442071838750", null, 0)] // 09:00 in London, though the business is in New York
    [InlineData(2, "+12125550100", null, 5)] // 09:00 EST
    [InlineData(3, "+12085550100", null, 8)] // Idaho: 09:00 PST, when it is 10:00 in Boise
    [InlineData(4, "+18005550100", null, 14)] // toll-free: in all of America at once, from Guam's 09:00 on
    [InlineData(5, "+442071838750", "America/Los_Angeles", 8)] // a given zone counts
    [InlineData(6, "+88161234567", null, 5)] // a satellite phone: the business's zone
    public void A_person_is_called_in_the_hours_of_where_the_number_is(int n, string number, string? given, int hour)
    {
        var s = new Scenario(Fate.Talks(), Options(new CallRules { Window = Day, TimeZone = "America/New_York" }, prefixes: ["+8816"]));
        s.Play(async () =>
        {
            await s.SubmitAsync($"c{n}", new NewCall { To = PhoneNumber.Parse(number), Rules = given is null ? null : new CallRules { TimeZone = given } });
            (await s.UntilIdleAsync()).Counts.Completed.ShouldBe(1);
        });
        s.Dials.Single().At.ShouldBe(At(hours: hour));
    }

    [Fact]
    public void Each_call_of_a_run_waits_for_its_own_zone_and_holds_up_nobody()
    {
        string[] numbers = ["+12125550100", "+442071838750", "+14155550100", "+919876543210"];
        var template = new RunTemplate { Rules = new CallRules { Window = Day } };
        var s = new Scenario(Fate.Talks(), Options(new CallRules(), slots: 1));
        s.Play(async () =>
        {
            await s.EnqueueAsync(new EnqueueCalls("r", 4, 0, "f", template, [.. numbers.Select(number => new NewCall { To = PhoneNumber.Parse(number) })]));
            await s.UntilOverAsync("r");
        });
        s.Dials.Select(dial => (dial.Call, dial.At < At(minutes: 1) ? 0 : dial.At.Hour)).ShouldBe([("r-1", 0), ("r-3", 0), ("r-0", 14), ("r-2", 17)]);
    }

    [Fact]
    public void A_long_run_outside_its_hours_waits_on_pages_and_goes_on_at_the_opening()
    {
        const int Calls = 1_500;
        var template = new RunTemplate { Rules = new CallRules { Window = Window("12:00-21:00") } };
        var s = new Scenario(Fate.Talks(1), Options(new CallRules(), slots: 50));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", Calls, template));
            await s.Host.UntilAsync(async () => (await s.Business.GetAsync()).Counts.Delayed == Calls);
            (await s.CheckedAsync()).NextAt!.Value.ShouldBeLessThanOrEqualTo(At(hours: 3));
            (await s.UntilIdleAsync()).Counts.Completed.ShouldBe(Calls);
        });
        s.Dials.Min(dial => dial.At).ShouldBe(At(hours: 3));
        s.Dials.Take(Calls).Select(dial => dial.Call).Distinct().Count().ShouldBe(Calls);
    }

    [Fact]
    public void A_run_may_start_later_as_a_whole_and_a_later_call_later_still()
    {
        var template = new RunTemplate { NotBefore = At(minutes: 10) };
        NewCall[] calls = [Some.Call(1), Some.Call(2) with { NotBefore = At(minutes: 5) }, Some.Call(3) with { NotBefore = At(minutes: 15) }];
        var s = new Scenario(Fate.Talks(1));
        s.Play(async () =>
        {
            await s.EnqueueAsync(new EnqueueCalls("r", 3, 0, "f", template, calls));
            (await s.CheckedAsync()).Counts.Delayed.ShouldBe(3);
            await s.UntilOverAsync("r");
        });
        s.Dials.Select(dial => dial.At).ShouldBe([At(minutes: 10), At(minutes: 10), At(minutes: 15)]);
    }

    [Fact]
    public void What_could_never_be_dialed_is_refused_with_the_reason_and_its_place()
    {
        var s = new Scenario(Fate.Talks());
        var narrow = new CallRules { Window = Window("09:00-09:30") };
        s.Play(async () =>
        {
            NewCall[] calls = [Some.Call(), new NewCall { To = PhoneNumber.Parse("+18005550100"), Rules = new CallRules { Window = Window("mon 09:00-10:00") } }];
            FieldProblem never = Refusal(await s.Business.EnqueueAsync(new EnqueueCalls("r", 2, 0, "f", new RunTemplate(), calls)));
            (never.Field, never.Index).ShouldBe(("window", 1));
            never.Problem.ShouldStartWith("never opens within two years in America/St_Johns");

            var late = new RunTemplate { Rules = narrow with { Deadline = At(hours: 23) }, NotBefore = At(hours: 1) };
            Refusal(await s.Business.EnqueueAsync(Some.Run("r", 2, late)))
                .ShouldBe(new FieldProblem("window", "opens only at 2026-03-03T09:00:00Z in Europe/London, not before the deadline", 0));
            Refusal(await s.Business.EnqueueAsync(Some.Run("r", 2, new RunTemplate { Rules = new CallRules { Deadline = At() } }))).ShouldBe(new FieldProblem("deadline", CallHours.TooEarly));
            (await s.Business.SubmitAsync(new SubmitCall(null, "f", Some.Call() with { Rules = new CallRules { Deadline = At(minutes: 5) }, NotBefore = At(minutes: 5) })))
                .ShouldBe(new SubmitAnswer.Refused(new FieldProblem("deadline", CallHours.TooEarly)));
            (await s.Run("r").GetAsync()).ShouldBeNull();
            (await s.CheckedAsync()).Counts.Total.ShouldBe(0);
        });
    }

    [Fact]
    public void Why_tells_the_zones_the_opening_and_the_deadline()
    {
        var s = new Scenario(Fate.Talks());
        s.Play(async () =>
        {
            var rules = new CallRules { Window = Day, Deadline = At(hours: 30) };
            await s.SubmitAsync("c", new NewCall { To = PhoneNumber.Parse("+12085550100"), Rules = rules });
            CallReasons why = (await s.Business.WhyAsync("c"))!;
            why.Zones.ShouldBe(["America/Denver", "America/Los_Angeles"]);
            (why.WindowOpensAt, why.Deadline).ShouldBe((At(hours: 8), At(hours: 30)));
            why.Holds.Single(hold => hold.Kind == HoldKind.Window).ShouldBe(
                new CallHold(HoldKind.Window, "the calling window is closed in America/Denver, America/Los_Angeles", At(hours: 8)));
        });
    }

    private static FieldProblem Refusal(EnqueueAnswer answer) => answer.ShouldBeOfType<EnqueueAnswer.Refused>().Problem;

    private static DateTimeOffset At(double hours = 0, double minutes = 0) => Some.Instant + Some.Minutes((hours * 60) + minutes);

    private static CallQueueOptions Options(CallRules rules, int slots = 3, string[]? prefixes = null) =>
        new() { NewBusiness = new BusinessSettings { Slots = slots, Rules = rules, Countries = prefixes is null ? null : ["*"], Prefixes = prefixes } };

    private static CallingWindow Window(string text) => CallingWindow.TryParse(text, out CallingWindow? window, out string? problem) ? window : throw new FormatException(problem);
}
