using CallQueue.Businesses;
using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Fences;

namespace CallQueue.Scenarios;

/// <summary>How much a business calls in an hour and a day. The scenario begins at 09:00 UTC.</summary>
public sealed class QuotaScenarios
{
    [Fact]
    public void At_its_limit_an_hour_is_over_and_the_next_one_goes_on_by_itself()
    {
        var s = new Scenario(Fate.Talks(5), With(new UsageLimits { DialsPerHour = 4 }));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 10));
            await s.Host.WaitAsync(Some.Minutes(30));
            (s.Dials.Count, (await s.CheckedAsync()).Holds.Single()).ShouldBe((4, new Hold(HoldKind.Quota, "dials_per_hour: 4 of 4 are used; dialing resumes at 2026-03-02T10:00:00Z")));
            CallHold hold = (await s.Business.WhyAsync("r-9"))!.Holds.First(one => one.Kind == HoldKind.Quota);
            hold.Until.ShouldBe(Some.Instant.AddHours(1));
            await s.UntilOverAsync("r");
        });
        s.Dials.GroupBy(dial => dial.At.Hour).Select(hour => (hour.Key, hour.Count())).ShouldBe([(9, 4), (10, 4), (11, 2)]);
    }

    [Fact]
    public void A_day_is_that_of_the_business_s_zone()
    {
        var s = new Scenario(Fate.Talks(5), With(new UsageLimits { DialsPerDay = 3 }, "Asia/Kolkata"));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 7));
            await s.Host.WaitAsync(TimeSpan.FromHours(36));
            (await s.UntilOverAsync("r")).Counts.Completed.ShouldBe(7);
        });
        s.Dials.Select(dial => dial.At - Some.Instant).Count(at => at < TimeSpan.FromHours(9.5)).ShouldBe(3, "midnight in Kolkata is 18:30 UTC");
        s.Dials[3].At.ShouldBe(Some.Instant.AddHours(9.5));
        s.Dials[6].At.ShouldBe(Some.Instant.AddHours(33.5));
    }

    [Fact]
    public void Live_calls_go_on_when_the_minutes_are_used_up()
    {
        var s = new Scenario(Fate.Talks(90), With(new UsageLimits { MinutesPerDay = 1 }));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 4));
            await s.Host.WaitAsync(Some.Minutes(10));
            (s.Dials.Count, (await s.CheckedAsync()).Counts.Completed).ShouldBe((3, 3L));
            (await s.Business.GetAsync()).Holds.Single().Kind.ShouldBe(HoldKind.Quota);
        });
    }

    [Fact]
    public void Crashes_at_any_moment_never_dial_more_than_an_hour_allows()
    {
        for (int seed = 0; seed < 30; seed++)
        {
            var s = new Scenario((_, dial) => dial % 4 == 3 ? Fate.LostButPlaced : Fate.Talks(3 + (dial % 7)), With(new UsageLimits { DialsPerHour = 5, DialsPerDay = 12 }));
            int step = seed;
            s.Play(async () =>
            {
                await s.EnqueueAsync(Some.Run("r", 14));
                for (int i = 0; i < 12; i++)
                {
                    await s.Host.WaitAsync(Some.Seconds(1 + (step * (i + 3) % 17)));
                    s.Host.Crash();
                }

                await s.UntilOverAsync("r");
            });
            s.Dials.GroupBy(dial => dial.At.Hour + (24 * dial.At.Day)).Max(hour => hour.Count()).ShouldBeLessThanOrEqualTo(5, $"seed {seed}");
            s.Dials.GroupBy(dial => dial.At.Day).Max(day => day.Count()).ShouldBeLessThanOrEqualTo(12, $"seed {seed}");
        }
    }

    [Fact]
    public void An_operator_s_lower_limit_applies_beside_the_business_s_own()
    {
        var s = new Scenario(Fate.Talks(5), new CallQueueOptions { NewBusiness = new BusinessSettings { Usage = new UsageLimits { DialsPerHour = 9 }, Ceilings = new BusinessCeilings { Usage = new UsageLimits { DialsPerHour = 2, DialsPerDay = 3 } } } });
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 5));
            await s.UntilOverAsync("r");
        });
        s.Dials.Take(4).Select(dial => dial.At.Hour).ShouldBe([9, 9, 10, 0]);
    }

    [Fact]
    public void A_jump_holds_until_it_is_confirmed()
    {
        var s = new Scenario(Fate.Talks(1), new CallQueueOptions { NewBusiness = new BusinessSettings { Slots = 50 } });
        s.Play(async () =>
        {
            for (int hour = 0; hour < 25; hour++)
            {
                await s.EnqueueAsync(Some.Run($"usual{hour}", 5));
                await s.Host.WaitAsync(TimeSpan.FromHours(1));
            }

            int before = s.Dials.Count;
            await s.EnqueueAsync(Some.Run("jump", 400));
            await s.Host.WaitAsync(TimeSpan.FromHours(3));
            (s.Dials.Count - before).ShouldBeInRange(200, 250, "200 in an hour is ten times the usual 20, and calls under way go on");
            (await s.CheckedAsync()).Holds.Single().Kind.ShouldBe(HoldKind.Jump);
            (await s.Business.WhyAsync("jump-399"))!.Holds.ShouldContain(hold => hold.Kind == HoldKind.Jump);
            s.Host.Crash();
            (await s.Business.ConfirmJumpAsync()).ShouldBeTrue();
            (await s.Business.ConfirmJumpAsync()).ShouldBeFalse();
            await s.UntilOverAsync("jump");
        });
    }

    private static CallQueueOptions With(UsageLimits limits, string? zone = null) =>
        new() { NewBusiness = new BusinessSettings { Slots = 3, Usage = limits, Rules = new CallRules { TimeZone = zone } } };
}
