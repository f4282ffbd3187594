using CallQueue.Fences;

namespace CallQueue.Businesses.Leases;

/// <summary>What a business has used of its hour and its day.</summary>
public sealed class UsageTests
{
    private static readonly DateTimeOffset Nine = Some.Instant;
    private readonly Usage _usage = new(null);

    public UsageTests() => _usage.Roll(Nine, "UTC");

    [Fact]
    public void Dials_under_way_count_before_they_are_received()
    {
        var limits = new UsageLimits { DialsPerHour = 5, DialsPerDay = 8 };
        _usage.Free(limits, 0).ShouldBe(5);
        Dial(3);
        _usage.Free(limits, 0).ShouldBe(2);
        _usage.Free(limits, 2).ShouldBe(0);
        _usage.FindHold(limits, 2)!.Value.ShouldBe(new UsageHold(HoldKind.Quota, "dials_per_hour: 3 of 5 are used, 2 under way; dialing resumes at 2026-03-02T10:00:00Z", Nine.AddHours(1)));
        _usage.FindHold(limits, 1).ShouldBeNull();
        _usage.Free(null, 100).ShouldBe(int.MaxValue);
    }

    [Fact]
    public void The_next_hour_frees_the_hour_and_the_next_day_the_day()
    {
        var limits = new UsageLimits { DialsPerHour = 5, DialsPerDay = 8 };
        Dial(5);
        _usage.Free(limits, 0).ShouldBe(0);
        _usage.Roll(Nine.AddMinutes(59), "UTC");
        _usage.Free(limits, 0).ShouldBe(0);
        _usage.Roll(Nine.AddHours(1), "UTC");
        _usage.Free(limits, 0).ShouldBe(3, "what the day leaves");
        Dial(3);
        _usage.FindHold(limits, 0)!.Value.ShouldBe(new UsageHold(HoldKind.Quota, "dials_per_day: 8 of 8 are used; dialing resumes at 2026-03-03T00:00:00Z", new DateTimeOffset(2026, 3, 3, 0, 0, 0, TimeSpan.Zero)));
        _usage.Roll(Nine.AddHours(15), "UTC");
        _usage.Free(limits, 0).ShouldBe(5);
    }

    [Fact]
    public void A_clock_that_is_set_back_frees_nothing()
    {
        var limits = new UsageLimits { DialsPerHour = 1 };
        Dial(1);
        _usage.Roll(Nine.AddHours(-3), "UTC");
        _usage.Free(limits, 0).ShouldBe(0);
    }

    [Fact]
    public void Minutes_and_cost_are_those_of_calls_that_have_ended()
    {
        var limits = new UsageLimits { MinutesPerDay = 2, CostPerDay = 0.10m };
        _usage.Talked(TimeSpan.FromSeconds(61), 0.02m);
        (_usage.ToSnapshot().DayMinutes, _usage.ToSnapshot().DayCost).ShouldBe((1.02, 0.04m), "each started minute is paid");
        _usage.Free(limits, 5).ShouldBe(int.MaxValue);
        _usage.Talked(TimeSpan.FromSeconds(59), null);
        _usage.FindHold(limits, 0)!.Value.Reason.ShouldBe("minutes_per_day: 2 of 2 are used; dialing resumes at 2026-03-03T00:00:00Z");
        _usage.Talked(TimeSpan.FromSeconds(150), 0.02m);
        _usage.FindHold(limits, 0)!.Value.Reason.ShouldBe("cost_per_day: 0.10 of 0.10 are used; dialing resumes at 2026-03-03T00:00:00Z");
        _usage.Roll(Nine.AddDays(1), "UTC");
        _usage.FindHold(limits, 0).ShouldBeNull();
    }

    [Fact]
    public void Each_limit_is_told_once_at_80_percent_and_once_at_100()
    {
        var limits = new UsageLimits { DialsPerHour = 10, DialsPerDay = 12 };
        Told(7).ShouldBeEmpty();
        Told(1).ShouldBe(["dials_per_hour 80"]);
        Told(1).ShouldBeEmpty();
        Told(1).ShouldBe(["dials_per_hour 100", "dials_per_day 80"]);
        Told(0).ShouldBeEmpty();
        _usage.Roll(Nine.AddHours(1), "UTC");
        Told(2).ShouldBe(["dials_per_day 100"]);
        Told(6).ShouldBe(["dials_per_hour 80"]);
        new Usage(_usage.ToRecord()).TakeNotices(limits).ShouldBeEmpty("what was told is on record");

        List<string> Told(int dials)
        {
            Dial(dials);
            return [.. _usage.TakeNotices(limits).Select(notice => $"{notice.Measure} {notice.Percent}")];
        }
    }

    [Fact]
    public void Ten_times_the_usual_rate_holds_until_it_is_confirmed()
    {
        DateTimeOffset now = PlayHours(24, 30);
        Dial(299);
        _usage.FindJump(true, now).ShouldBeNull();
        Dial(1);
        _usage.FindJump(true, now).ShouldBe(new UsageNotice("dial_rate", 1000, 300, 30, null));
        (_usage.Free(null, 0), _usage.FindHold(null, 0)!.Value.Kind, _usage.FindHold(null, 0)!.Value.Until).ShouldBe((0, HoldKind.Jump, null));
        _usage.Roll(now.AddHours(1), "UTC");
        _usage.Free(null, 0).ShouldBe(0, "the next hour does not confirm it");

        var stored = new Usage(_usage.ToRecord());
        stored.Confirm(now.AddHours(2)).ShouldBeTrue();
        stored.Confirm(now.AddHours(2)).ShouldBeFalse();
        stored.Free(null, 0).ShouldBe(int.MaxValue);
        for (int i = 0; i < 400; i++) stored.Dialed();
        stored.FindJump(true, now.AddHours(3)).ShouldBeNull("confirmed for a day");
    }

    [Fact]
    public void Without_a_history_or_with_the_setting_off_nothing_is_held()
    {
        DateTimeOffset now = PlayHours(23, 30);
        Dial(5_000);
        _usage.FindJump(true, now).ShouldBeNull("a day of hours with dials is needed to say what is usual");
        now = PlayHours(30, 30);
        Dial(5_000);
        _usage.FindJump(true, now).ShouldNotBeNull();
        _usage.FindJump(false, now).ShouldBeNull();
        _usage.Free(null, 0).ShouldBe(int.MaxValue, "turning it off releases");
    }

    [Fact]
    public void A_small_business_is_not_held_for_a_few_calls_more()
    {
        DateTimeOffset now = PlayHours(24, 1);
        Dial(199);
        _usage.FindJump(true, now).ShouldBeNull();
        Dial(1);
        _usage.FindJump(true, now).ShouldNotBeNull("200 in an hour, the usual counted as 20");
    }

    [Fact]
    public void The_record_stays_small_and_is_the_same_again()
    {
        PlayHours(200, 5_000);
        UsageRecord record = _usage.ToRecord()!;
        System.Text.Json.JsonSerializer.Serialize(record).Length.ShouldBeLessThan(600);
        System.Text.Json.JsonSerializer.Serialize(new Usage(record).ToRecord()).ShouldBe(System.Text.Json.JsonSerializer.Serialize(record));
        new Usage(null).ToRecord().ShouldBeNull();
    }

    private DateTimeOffset PlayHours(int hours, int dials)
    {
        DateTimeOffset at = _usage.ToSnapshot().HourEndsAt ?? Nine;
        for (int hour = 0; hour < hours; hour++)
        {
            _usage.Roll(at, "UTC");
            Dial(dials);
            at = at.AddHours(1);
        }

        _usage.Roll(at, "UTC");
        return at;
    }

    private void Dial(int count)
    {
        for (int i = 0; i < count; i++) _usage.Dialed();
    }
}
