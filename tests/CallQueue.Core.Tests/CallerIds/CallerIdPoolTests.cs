using System.Text.Json;
using CallQueue.Businesses;

namespace CallQueue.CallerIds;

public sealed class CallerIdPoolTests
{
    private static readonly PhoneNumber One = PhoneNumber.Parse("+442079460001");
    private static readonly PhoneNumber Two = PhoneNumber.Parse("+442079460002");
    private static readonly DateTimeOffset Now = Some.Instant;

    [Fact]
    public void A_refused_number_rests_twice_as_long_each_time_up_to_a_day()
    {
        CallerIdPool pool = Pool(new CallerId(One), new CallerId(Two));
        DateTimeOffset at = Now;
        foreach (double minutes in new double[] { 15, 30, 60, 120, 240, 480, 960, 1440, 1440 })
        {
            pool.Refused(One, "not verified", at);
            pool.Refused(One, "a dial that was on its way", at.AddSeconds(1));
            pool.Take(Some.Number(), at.AddMinutes(minutes).AddTicks(-1)).ShouldBe(Two);
            at = at.AddMinutes(minutes);
            pool.Take(Some.Number(), at).ShouldBe(One);
        }

        pool.Accepted(One);
        pool.Refused(One, "not verified", at);
        pool.Take(Some.Number(), at.AddMinutes(15)).ShouldBe(One);
    }

    [Fact]
    public void When_all_rest_the_hold_names_the_first_number_to_come_back_its_reason_and_what_to_do()
    {
        CallerIdPool pool = Pool(new CallerId(One), new CallerId(Two));
        pool.Refused(One, "twilio 21210 (HTTP 400): the caller id is not verified", Now);
        (pool.FindHold(Now), pool.NextAt(Now)).ShouldBe((null, null));
        pool.Refused(Two, "twilio 21212 (HTTP 400): the caller id is not valid", Now.AddMinutes(5));
        pool.Take(Some.Number(), Now.AddMinutes(5)).ShouldBeNull();
        pool.NextAt(Now.AddMinutes(5)).ShouldBe(Now.AddMinutes(15));
        pool.FindHold(Now.AddMinutes(5)).ShouldBe("no number of caller_ids can be used before 2026-03-02T09:15:00Z, when +442079460001 can "
            + "(twilio 21210 (HTTP 400): the caller id is not verified); correct it at the carrier, or add another number to caller_ids");
        pool.FindHold(Now.AddMinutes(15)).ShouldBeNull();
    }

    [Fact]
    public void A_daily_cap_counts_from_the_lease_on_and_what_was_not_placed_is_given_back()
    {
        CallerIdPool pool = Pool(new CallerId(One) { DailyCap = 2 });
        pool.Roll(Now, "UTC");
        pool.Take(Some.Number(), Now).ShouldBe(One);
        pool.Take(Some.Number(), Now).ShouldBe(One);
        pool.Take(Some.Number(), Now).ShouldBeNull();
        pool.FindHold(Now).ShouldBe("no number of caller_ids can be used before 2026-03-03T00:00:00Z, when +442079460001 can "
            + "(daily_cap: 2 of 2 dials are used); raise its daily_cap, or add another number to caller_ids");
        pool.GiveBack(One, Now);
        pool.Take(Some.Number(), Now).ShouldBe(One);

        // A new day; what is given back of the day before changes nothing.
        DateTimeOffset tomorrow = Now.AddDays(1);
        pool.Roll(tomorrow, "UTC");
        pool.Take(Some.Number(), tomorrow).ShouldBe(One);
        pool.GiveBack(One, Now);
        pool.Take(Some.Number(), tomorrow).ShouldBe(One);
        pool.Take(Some.Number(), tomorrow).ShouldBeNull();
    }

    [Fact]
    public void It_is_the_same_after_it_was_stored()
    {
        CallerIdPool pool = Pool(CallerIdPolicy.RoundRobin, new CallerId(One) { DailyCap = 1 }, new CallerId(Two));
        pool.ToRecord().ShouldBeNull();
        pool.Roll(Now, "UTC");
        pool.Take(Some.Number(), Now).ShouldBe(One);
        pool.Take(Some.Number(), Now).ShouldBe(Two);
        pool.Refused(Two, "not valid", Now);
        CallerIdPoolRecord record = JsonSerializer.Deserialize<CallerIdPoolRecord>(JsonSerializer.Serialize(pool.ToRecord(), TestJson.Options), TestJson.Options)!;
        var again = new CallerIdPool(record, [new CallerId(One) { DailyCap = 1 }, new CallerId(Two)], CallerIdPolicy.RoundRobin);
        again.FindHold(Now).ShouldBe(pool.FindHold(Now));
        again.NextAt(Now).ShouldBe(Now.AddMinutes(15));

        // Numbers that left the pool are forgotten.
        again.Change([new CallerId(One) { DailyCap = 1 }], CallerIdPolicy.RoundRobin);
        again.ToRecord()!.Numbers.Select(one => one.Number).ShouldBe([One]);
        again.Change(null, null);
        again.ToRecord().ShouldBeNull();
    }

    [Fact]
    public void Wrong_pools_are_refused_by_field_place_and_value()
    {
        Problem(new BusinessSettings { CallerIds = [new CallerId(One), new CallerId(Two), new CallerId(One)] })
            .ShouldBe("caller_ids[2] +442079460001 is already in caller_ids[0]; remove one of them");
        Problem(new BusinessSettings { CallerIds = [new CallerId(One) { DailyCap = 0 }] }).ShouldBe("caller_ids[0].daily_cap must be from 1 to 100000 dials; got 0");
        Problem(new BusinessSettings { CallerIdPolicy = CallerIdPolicy.Local }).ShouldBe("caller_id_policy needs caller_ids: add at least one number there, or remove the policy; got local");
        Problem(new BusinessSettings { CallerIds = [], CallerIdPolicy = CallerIdPolicy.Local }).ShouldNotBeNull();
        Problem(new BusinessSettings { CallerIds = [.. Enumerable.Range(1, 101).Select(n => new CallerId(Some.Number(n)))] }).ShouldBe("caller_ids must hold at most 100 numbers; got 101");
        Problem(new BusinessSettings { CallerIds = [new CallerId(One), new CallerId(Two)], CallerIdPolicy = CallerIdPolicy.Fixed }).ShouldBeNull();
    }

    [Fact]
    public void The_operators_numbers_bound_the_pool()
    {
        var most = new BusinessCeilings { Numbers = [One] };
        CeilingCheck.FindProblem(new BusinessSettings { CallerIds = [new CallerId(One), new CallerId(Two)], Ceilings = most }, new BusinessSettings())!.Field.ShouldBe("caller_ids[1]");
        var held = new BusinessSettings { CallerIds = [new CallerId(Two), new CallerId(One)], Ceilings = most };
        CeilingCheck.FindProblem(held, held).ShouldBeNull();
        Ceilings.Under(held).CallerIds!.Select(one => one.Number).ShouldBe([One]);
    }

    private static string? Problem(BusinessSettings settings) => settings.FindProblem()?.ToString();

    private static CallerIdPool Pool(params CallerId[] numbers) => Pool(CallerIdPolicy.Fixed, numbers);

    private static CallerIdPool Pool(CallerIdPolicy policy, params CallerId[] numbers) => new(null, numbers, policy);
}
