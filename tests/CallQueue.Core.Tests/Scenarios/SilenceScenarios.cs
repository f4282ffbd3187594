using CallQueue.Businesses;
using CallQueue.Calls;

namespace CallQueue.Scenarios;

/// <summary>Webhooks that got lost: the carrier is asked about silent calls, soon enough for their slots and within its limits [P10].</summary>
public sealed class SilenceScenarios
{
    private static readonly CallQueueOptions OneSlot = new() { NewBusiness = new BusinessSettings { Slots = 1 } };

    [Theory]
    [InlineData(3)]
    [InlineData(20)]
    [InlineData(200)]
    [InlineData(1_500)]
    public void A_slot_is_free_within_a_minute_of_an_end_whose_webhook_was_lost(double talk)
    {
        var s = new Scenario(Fate.Talks(talk) with { IsEndLost = true }, OneSlot);
        PlayThree(s, Outcome.Completed);
        ShouldBeFreeWithinAMinute(s);
    }

    [Theory]
    [InlineData(Outcome.Busy)]
    [InlineData(Outcome.NoAnswer)]
    [InlineData(Outcome.Failed)]
    public void So_it_is_when_no_webhook_ever_came(Outcome outcome)
    {
        var s = new Scenario(Fate.Ends(outcome) with { IsSilent = true }, OneSlot with { NewBusiness = OneSlot.NewBusiness with { Rules = new CallRules { Retry = RetryPolicy.None } } });
        PlayThree(s, outcome);
        ShouldBeFreeWithinAMinute(s);
    }

    [Fact]
    public void Nobody_asks_while_webhooks_come()
    {
        var s = new Scenario(Fate.Talks(40), new CallQueueOptions { NewBusiness = new BusinessSettings { Slots = 20 } });
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 100));
            (await s.UntilOverAsync("r")).Counts.Completed.ShouldBe(100);
        });
        s.Carrier.Lookups.ShouldBe(0);
    }

    [Fact]
    public void A_long_call_is_asked_about_every_45_seconds_also_when_the_carrier_cannot_say()
    {
        Seconds(Lookups(new Scenario(Fate.Talks(200)))).ShouldBe([45, 45, 45, 45]);
        var blind = new Scenario(Fate.Talks(200));
        blind.Carrier.CannotSay = true;
        Seconds(Lookups(blind)).ShouldBe([45, 45, 45, 45]);

        static IReadOnlyList<DateTimeOffset> Lookups(Scenario s)
        {
            s.Play(async () =>
            {
                await s.SubmitAsync("c", Some.Call());
                await s.UntilIdleAsync();
            });
            return [s.Dials.Single().At + Some.Seconds(2), .. s.Carrier.LookedUpAt];
        }

        static IEnumerable<double> Seconds(IReadOnlyList<DateTimeOffset> times) => times.Zip(times.Skip(1), (a, b) => Math.Round((b - a).TotalSeconds));
    }

    [Fact]
    public void Many_silent_calls_ask_in_turn_within_the_budget_of_the_account_and_all_slots_are_freed()
    {
        var s = new Scenario(Fate.Talks(10) with { IsEndLost = true }, new CallQueueOptions { LookupsPerSecond = 2, NewBusiness = new BusinessSettings { Slots = 300 } });
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 300));
            (await s.UntilOverAsync("r")).Counts.Completed.ShouldBe(300);
        });
        List<DateTimeOffset> asked = s.Carrier.LookedUpAt;
        asked.Count.ShouldBe(300, "each is asked about once");
        for (int i = 20; i < asked.Count; i++) (asked[i] - asked[i - 20]).ShouldBeGreaterThan(Some.Seconds(9.4));
        (asked[^1] - asked[0]).ShouldBeLessThan(Some.Seconds(160), "150 seconds at two a second");
    }

    [Fact]
    public void After_a_crash_of_everything_the_calls_are_asked_about_at_once_but_within_the_budget()
    {
        var s = new Scenario(Fate.Talks(100), new CallQueueOptions { LookupsPerSecond = 5, NewBusiness = new BusinessSettings { Slots = 100 } });
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 100));
            await s.Host.WaitAsync(Some.Seconds(10));
            s.Host.Crash();
            await s.Host.WaitAsync(Some.Seconds(30));
            s.Carrier.Lookups.ShouldBeInRange(100, 130);
            (await s.UntilOverAsync("r")).Counts.Completed.ShouldBe(100);
        });
        List<DateTimeOffset> asked = s.Carrier.LookedUpAt;
        for (int i = 10; i < asked.Count; i++) (asked[i] - asked[i - 10]).ShouldBeGreaterThan(Some.Seconds(1.8));
    }

    private static void PlayThree(Scenario s, Outcome outcome) => s.Play(async () =>
    {
        await s.EnqueueAsync(Some.Run("r", 3));
        (await s.UntilOverAsync("r")).Counts.Of(outcome).ShouldBe(3);
    });

    private static void ShouldBeFreeWithinAMinute(Scenario s)
    {
        s.Dials.Count.ShouldBe(3);
        for (int i = 1; i < 3; i++) (s.Dials[i].At - s.Dials[i - 1].EndedAt!.Value).ShouldBeLessThanOrEqualTo(Some.Minutes(1));
    }
}
