using CallQueue.Businesses;
using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Validation;

namespace CallQueue.Scenarios;

/// <summary>Where a business may call, at submit and again at the dial.</summary>
public sealed class FenceScenarios
{
    private static readonly PhoneNumber London = PhoneNumber.Parse("+442079460100");
    private static readonly PhoneNumber Washington = PhoneNumber.Parse("+12025550171");

    [Fact]
    public void A_number_beyond_the_fence_is_refused_at_submit_by_its_place()
    {
        var s = new Scenario(Fate.Talks());
        s.Play(async () =>
        {
            await FenceAsync(s, ["US"]);
            FieldProblem problem = (await s.Business.SubmitAsync(new SubmitCall("c", "c", new NewCall { To = London }))).ShouldBeOfType<SubmitAnswer.Refused>().Problem;
            (problem.Field, problem.Index).ShouldBe(("phone_number", null));
            problem.Problem.ShouldBe("is in GB (+********0100), and the business allows countries US; add it to countries, or its prefix to prefixes");
            problem = (await s.Business.EnqueueAsync(new EnqueueCalls("r", 2, 0, "f", new RunTemplate(), [new NewCall { To = Washington }, new NewCall { To = London }]))).ShouldBeOfType<EnqueueAnswer.Refused>().Problem;
            (problem.Field, problem.Index).ShouldBe(("phone_number", 1));
            (await s.CheckedAsync()).Counts.Total.ShouldBe(0);
        });
        s.Dials.ShouldBeEmpty();
    }

    [Fact]
    public void A_fence_that_closes_ends_what_waits_without_a_dial_and_why_says_so_before()
    {
        var s = new Scenario(Fate.Talks());
        s.Play(async () =>
        {
            await s.Business.PauseAsync(true);
            await s.SubmitAsync("c", new NewCall { To = London });
            await s.SubmitAsync("d", new NewCall { To = Washington });
            await FenceAsync(s, ["US"]);
            (await s.Business.WhyAsync("c"))!.Holds.ShouldContain(hold => hold.Kind == HoldKind.Fence && hold.Detail.Contains("GB", StringComparison.Ordinal));
            (await s.Business.WhyAsync("d"))!.Holds.ShouldNotContain(hold => hold.Kind == HoldKind.Fence);
            s.Host.Crash();
            await s.Business.PauseAsync(false);
            await s.UntilIdleAsync();
            CallSnapshot ended = (await s.Call("c").GetAsync())!;
            (ended.Outcome, ended.Reason).ShouldBe((Outcome.Blocked, "the number is in GB (+********0100), and the business allows countries US; add it to countries, or its prefix to prefixes"));
        });
        s.Dials.Single().Request.To.ShouldBe(Washington);
    }

    [Fact]
    public void A_fence_that_closes_between_lease_and_dial_is_obeyed()
    {
        for (int turns = 0; turns < 40; turns++)
        {
            var s = new Scenario(Fate.Talks(), new CallQueueOptions { NewBusiness = new BusinessSettings { Slots = 20 } });
            s.Play(async () =>
            {
                await s.Business.GetAsync();
                Task enqueued = s.EnqueueAsync(new EnqueueCalls("r", 20, 0, "f", new RunTemplate(), [.. Enumerable.Range(0, 20).Select(i => new NewCall { To = PhoneNumber.Parse($"+4420794601{i:D2}") })]));
                for (int i = 0; i < turns; i++) await Task.Yield();
                await enqueued;
                await FenceAsync(s, ["US"]);
                int dialed = s.Dials.Count;
                await s.UntilOverAsync("r");
                s.Dials.Count.ShouldBe(dialed, "after the answer nothing beyond the fence is dialed");
            });
        }
    }

    [Fact]
    public void A_new_business_calls_no_premium_or_satellite_number()
    {
        var s = new Scenario(Fate.Talks());
        s.Play(async () =>
        {
            (await s.Business.SubmitAsync(new SubmitCall("p", "p", new NewCall { To = PhoneNumber.Parse("+19005550171") }))).ShouldBeOfType<SubmitAnswer.Refused>().Problem.Problem.ShouldStartWith("is a premium-rate number");
            (await s.Business.SubmitAsync(new SubmitCall("t", "t", new NewCall { To = PhoneNumber.Parse("+88161234567") }))).ShouldBeOfType<SubmitAnswer.Refused>();
            await s.SubmitAsync("c", new NewCall { To = London });
            await s.UntilIdleAsync();
        });
        s.Dials.Count.ShouldBe(1);
    }

    private static async Task FenceAsync(Scenario s, string[] countries)
    {
        BusinessSettings now = (await s.Business.GetAsync()).Settings;
        (await s.Business.ChangeSettingsAsync(now with { Countries = countries })).ShouldBeNull();
    }
}
