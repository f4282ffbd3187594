using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Schedules;
using CallQueue.Simulation.Running;
using NodaTime;

namespace CallQueue.Simulation.Workloads;

/// <summary>A schedule of a business of its own, of one person or a few: made at <paramref name="At"/>, paused and deleted at <paramref name="Until"/>.</summary>
internal sealed record RecurringPlan(BusinessPlan Business, TimeSpan At, TimeSpan Until, ScheduleSpec Spec, int EveryMinutes, DateTimeZone Zone)
{
    public const string Name = "rec";

    /// <summary>Nothing may be lost: what was missed is made up.</summary>
    public bool IsComplete => Spec.Misfire == MisfirePolicy.RunAll;

    /// <summary>One seed in five has one. Its chances come from a stream of its own, so that no other roll moves.</summary>
    public static RecurringPlan? Make(ulong seed, Scenario scenario)
    {
        var chance = new Chance(seed ^ 0x5C4E_D01E);
        if (!chance.Of(0.2)) return null;
        int every = chance.Pick([2, 3, 5, 10, 15]);
        string zone = chance.Pick(["UTC", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe", "America/New_York"]);
        TimeSpan begins = chance.Seconds(0, 30);
        TimeSpan calm = scenario.LastStormEnds + Scenario.Aftermath;
        var spec = new ScheduleSpec
        {
            Cron = $"*/{every} * * * *",
            TimeZone = zone,
            Misfire = chance.Of(0.7) ? MisfirePolicy.RunAll : chance.Pick([MisfirePolicy.RunOnce, MisfirePolicy.Skip]),
            MisfireLimit = ScheduleSpec.MaxMisfires,
            To = PhoneNumber.Parse("+442079460000"),
            Template = new CallTemplate { Rules = new CallRules { Retry = new RetryPolicy { MaxAttempts = 1 } } },
        };
        var business = new BusinessPlan(new BusinessId("recurring"), new BusinessSettings { Slots = chance.Between(1, 2) });
        TimeSpan lasts = calm + chance.Seconds(600, 3600);
        if (chance.Of(0.4)) spec = spec with { To = null, People = [.. Enumerable.Range(0, every < 5 ? 2 : chance.Between(2, 4)).Select(i => new NewCall { To = PhoneNumber.Parse($"+44207946000{i}") })] };
        return new RecurringPlan(business, begins, begins + lasts, spec, every, DateTimeZoneProviders.Tzdb[zone]);
    }

    /// <summary>
    /// When it should come, found without Core: every minute's wall clock is looked at. Minutes that are shown twice count
    /// once, and minutes that are jumped over come with the first that is not.
    /// </summary>
    public IEnumerable<DateTimeOffset> Due(DateTimeOffset after, DateTimeOffset until)
    {
        var latest = new LocalDateTime(1, 1, 1, 0, 0);
        DateTimeOffset first = new(after.Ticks - (after.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        for (DateTimeOffset at = first.AddHours(-3); at <= until; at = at.AddMinutes(1))
        {
            LocalDateTime wall = Instant.FromDateTimeOffset(at).InZone(Zone).LocalDateTime;
            bool jumped = false;
            for (LocalDateTime gone = latest.PlusMinutes(1); latest.Year > 1 && gone < wall; gone = gone.PlusMinutes(1)) jumped |= gone.Minute % EveryMinutes == 0;
            bool comes = wall > latest && (jumped || wall.Minute % EveryMinutes == 0);
            if (wall > latest) latest = wall;
            if (comes && at > after) yield return at;
        }
    }
}
