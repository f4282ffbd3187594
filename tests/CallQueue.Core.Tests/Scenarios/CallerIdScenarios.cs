using CallQueue.Businesses;
using CallQueue.CallerIds;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Carriers;

namespace CallQueue.Scenarios;

/// <summary>A pool of caller ids: which number each dial shows, and what becomes of numbers that the carrier refuses.</summary>
public sealed class CallerIdScenarios
{
    private static readonly PhoneNumber One = PhoneNumber.Parse("+442079460001");
    private static readonly PhoneNumber Two = PhoneNumber.Parse("+442079460002");
    private static readonly PhoneNumber Own = PhoneNumber.Parse("+442079460009");

    private static readonly Fate Unverified = new(new DialAnswer.Rejected(Outcome.Failed, "21210: not verified") { IsOfCallerId = true }, IsPlaced: false);

    [Fact]
    public void Each_dial_shows_a_number_of_the_pool_and_the_attempt_says_which()
    {
        var s = new Scenario(Fate.Talks(5));
        s.Play(async () =>
        {
            await PoolAsync(s, CallerIdPolicy.RoundRobin, new CallerId(One), new CallerId(Two));
            await s.EnqueueAsync(Some.Run("r", 4));
            await s.UntilOverAsync("r");
            (await s.Call("r-0").GetAsync())!.Attempts.Single().From.ShouldBe(s.Dials[0].Request.From);
        });
        s.Dials.Select(dial => dial.Request.From).ShouldBe([One, Two, One, Two]);
    }

    [Fact]
    public void A_call_and_a_run_with_a_caller_id_of_their_own_show_it()
    {
        var s = new Scenario(Fate.Talks(5));
        s.Play(async () =>
        {
            await s.Business.ChangeSettingsAsync(new BusinessSettings { CallerIds = [new CallerId(One)], Rules = new CallRules { From = Two } });
            await s.SubmitAsync("own", Some.Call(1) with { Rules = new CallRules { From = Own } });
            await s.SubmitAsync("none", Some.Call(2));
            await s.EnqueueAsync(Some.Run("r", 1, new RunTemplate { Rules = new CallRules { From = Own } }, firstNumber: 3));
            await s.UntilIdleAsync();

            // Without a pool, the business's own number.
            await s.Business.ChangeSettingsAsync(new BusinessSettings { Rules = new CallRules { From = Two } });
            await s.SubmitAsync("number", Some.Call(4));
            await s.UntilIdleAsync();
        });
        From(s, "own").ShouldBe(Own);
        From(s, "none").ShouldBe(One);
        From(s, "r-0").ShouldBe(Own);
        From(s, "number").ShouldBe(Two);
    }

    [Fact]
    public void A_person_sees_the_same_number_at_each_attempt()
    {
        var s = new Scenario(Fate.Ends(Outcome.NoAnswer));
        s.Play(async () =>
        {
            await PoolAsync(s, null, new CallerId(One), new CallerId(Two));
            await s.EnqueueAsync(Some.Run("r", 10, new RunTemplate { Rules = new CallRules { Retry = new RetryPolicy { MaxAttempts = 3, Delay = Some.Minutes(1) } } }));
            await s.UntilOverAsync("r");
        });
        s.Dials.Count.ShouldBe(30);
        s.Dials.GroupBy(dial => dial.Request.To).ShouldAllBe(person => person.Select(dial => dial.Request.From).Distinct().Count() == 1);
        s.Dials.Select(dial => dial.Request.From).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void A_number_that_the_carrier_refuses_rests_and_its_call_is_dialed_with_another_one()
    {
        var s = new Scenario((request, _) => request.From == One ? Unverified : Fate.Talks(5));
        s.Play(async () =>
        {
            await PoolAsync(s, CallerIdPolicy.Fixed, new CallerId(One) { DailyCap = 1 }, new CallerId(Two));
            await s.EnqueueAsync(Some.Run("r", 20));
            (await s.UntilOverAsync("r")).Counts.Completed.ShouldBe(20);

            // The refused dials cost neither the person an attempt nor the account its circuit breaker.
            (await s.Call("r-0").GetAsync())!.Attempts.Single().Number.ShouldBe(1);
            TrunkIsOpen(await s.Host.Actors.Trunk(Some.Trunk).GetAsync());

            // It was never placed with the number, so its cap is free when the rest is over; refused again, it rests longer.
            await s.Host.WaitAsync(Some.Minutes(15));
            await s.SubmitAsync("later", Some.Call(50));
            await s.UntilIdleAsync();
        });
        s.Dials.Count(dial => dial.Request.From == One).ShouldBeInRange(2, 4);
        s.Dials.Last(dial => dial.Call == "later").Request.From.ShouldBe(Two);

        static void TrunkIsOpen(Trunks.TrunkSnapshot trunk) => (trunk.Stop, trunk.BusinessStops.Count, trunk.OpenUntil).ShouldBe((null, 0, null));
    }

    [Fact]
    public void When_no_number_is_left_the_business_is_held_by_name_and_goes_on_by_itself()
    {
        DateTimeOffset mendedAt = Some.Instant + Some.Minutes(10);
        Scenario s = null!;
        s = new Scenario((request, _) => request.From != Own && s.Host.Now < mendedAt ? new Fate(new DialAnswer.TrunkStopped("21212: not valid") { OnlyThisBusiness = true }, IsPlaced: false) : Fate.Talks(5));
        s.Play(async () =>
        {
            await PoolAsync(s, CallerIdPolicy.Fixed, new CallerId(One), new CallerId(Two));
            await s.EnqueueAsync(Some.Run("r", 50));
            await s.SubmitAsync("own", Some.Call(90) with { Rules = new CallRules { From = Own } });
            await s.Host.WaitAsync(Some.Minutes(1));
            BusinessSnapshot held = await s.CheckedAsync();
            (held.Counts.Ready, held.Counts.Completed).ShouldBe((50, 1), "the call with a caller id of its own does not wait");
            held.Holds.ShouldContain(hold => hold.Kind == HoldKind.CallerIds && hold.Reason!.Contains("+442079460001 can (21212: not valid)", StringComparison.Ordinal));
            held.NextAt!.Value.ShouldBe(Some.Instant + Some.Minutes(15), Some.Seconds(1));
            (await s.Business.WhyAsync("r-1"))!.Holds.ShouldContain(hold => hold.Kind == HoldKind.CallerIds && hold.Until == held.NextAt);
            s.Dials.Count.ShouldBeLessThan(20);
            (await s.UntilOverAsync("r")).Counts.Completed.ShouldBe(50);
        });
    }

    [Fact]
    public void A_rest_and_the_counts_outlive_a_crash()
    {
        var s = new Scenario((request, _) => request.From == One ? Unverified : Fate.Talks(5));
        s.Play(async () =>
        {
            await PoolAsync(s, CallerIdPolicy.Fixed, new CallerId(One), new CallerId(Two) { DailyCap = 2 });
            await s.SubmitAsync("a", Some.Call(1));
            await s.UntilIdleAsync();
            s.Host.Crash();
            await s.SubmitAsync("b", Some.Call(2));
            await s.SubmitAsync("c", Some.Call(3));
            await s.Host.WaitAsync(Some.Minutes(1));
            BusinessSnapshot held = await s.CheckedAsync();
            (held.Counts.Completed, held.Counts.Ready).ShouldBe((2, 1));
            held.Holds.Select(hold => hold.Kind).ShouldBe([HoldKind.CallerIds]);
            await s.UntilIdleAsync();
        });
        s.Dials.Count(dial => dial.Request.From == Two).ShouldBe(3);
        s.Dials[^1].At.ShouldBe(new DateTimeOffset(2026, 3, 3, 0, 0, 0, TimeSpan.Zero), Some.Seconds(1), "its cap is free again on the next day");
    }

    [Fact]
    public void A_lost_answer_is_looked_up_with_the_number_that_was_shown()
    {
        var s = new Scenario(Fate.LostButPlaced);
        s.Play(async () =>
        {
            await PoolAsync(s, CallerIdPolicy.Fixed, new CallerId(One));
            await s.SubmitAsync("a", Some.Call(1));
            await s.UntilIdleAsync();
        });
        s.Dials.Count.ShouldBe(1);
        s.Carrier.LookedUpFrom.ShouldNotBeEmpty();
        s.Carrier.LookedUpFrom.ShouldAllBe(from => from == One);
    }

    [Fact]
    public void A_refused_number_that_the_call_asked_for_fails_that_call_alone()
    {
        var s = new Scenario((request, _) => request.From == Own ? Unverified : Fate.Talks(5));
        s.Play(async () =>
        {
            await PoolAsync(s, CallerIdPolicy.Fixed, new CallerId(One));
            await s.SubmitAsync("own", Some.Call(1) with { Rules = new CallRules { From = Own } });
            await s.SubmitAsync("pool", Some.Call(2));
            await s.UntilIdleAsync();
            (await s.Call("own").GetAsync())!.Outcome.ShouldBe(Outcome.Failed);
            (await s.Call("pool").GetAsync())!.Outcome.ShouldBe(Outcome.Completed);
        });
    }

    private static PhoneNumber? From(Scenario s, string call) => s.Dials.Single(dial => dial.Call == call).Request.From;

    private static async Task PoolAsync(Scenario s, CallerIdPolicy? policy, params CallerId[] numbers) =>
        (await s.Business.ChangeSettingsAsync(new BusinessSettings { CallerIds = numbers, CallerIdPolicy = policy })).ShouldBeNull();
}
