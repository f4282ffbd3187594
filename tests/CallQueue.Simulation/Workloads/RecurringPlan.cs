using CallQueue.Businesses;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Schedules;
using CallQueue.Simulation.Running;
using NodaTime;

namespace CallQueue.Simulation.Workloads;

/// <summary>Something that is done to a schedule while it runs.</summary>
/// <param name="At">Since it was made.</param>
/// <param name="EveryMinutes">What it comes at from then on; null: no change.</param>
/// <param name="Pause">How long it is held; null: it is not.</param>
internal sealed record RecurringEdit(TimeSpan At, int? EveryMinutes, TimeSpan? Pause);

/// <summary>
/// A schedule of a business of its own, of one person or a few: made at <paramref name="At"/>, perhaps held and changed,
/// paused and deleted at <paramref name="Until"/>.
/// </summary>
internal sealed record RecurringPlan(
    BusinessPlan Business, TimeSpan At, TimeSpan Until, ScheduleSpec Spec, int EveryMinutes, DateTimeZone Zone, IReadOnlyList<RecurringEdit> Edits)
{
    public const string Name = "rec";

    /// <summary>Nothing may be lost: what was missed is made up, and nothing is left out for an earlier one.</summary>
    public bool IsComplete => Spec is { Misfire: MisfirePolicy.RunAll, Overlap: not OverlapPolicy.Skip };

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
            Cron = CronOf(every),
            TimeZone = zone,
            Misfire = chance.Of(0.7) ? MisfirePolicy.RunAll : chance.Pick([MisfirePolicy.RunOnce, MisfirePolicy.Skip]),
            MisfireLimit = ScheduleSpec.MaxMisfires,
            To = PhoneNumber.Parse("+442079460000"),
            Template = new CallTemplate { Rules = new CallRules { Retry = new RetryPolicy { MaxAttempts = 1 } } },
        };
        var business = new BusinessPlan(new BusinessId("recurring"), Remembering(chance.Between(1, 2)));
        TimeSpan lasts = calm + chance.Seconds(600, 3600);
        if (chance.Of(0.4)) spec = spec with { To = null, People = PeopleOf(every < 5 ? 2 : chance.Between(2, 4)) };
        spec = spec with { Overlap = chance.Of(0.5) ? OverlapPolicy.Queue : chance.Pick([OverlapPolicy.Skip, OverlapPolicy.CancelEarlier]) };
        int crowd = chance.Between(5, 8);

        // So many that one after the other they are not done by the next time.
        if (spec.Overlap != OverlapPolicy.Queue)
            (spec, business) = (spec with { To = null, People = PeopleOf(crowd) }, business with { Settings = Remembering(1) });
        return new RecurringPlan(business, begins, begins + lasts, spec, every, DateTimeZoneProviders.Tzdb[zone], MakeEdits(chance, lasts));
    }

    public static string CronOf(int everyMinutes) => $"*/{everyMinutes} * * * *";

    private static IReadOnlyList<NewCall> PeopleOf(int count) => [.. Enumerable.Range(0, count).Select(i => new NewCall { To = PhoneNumber.Parse($"+44207946000{i}") })];

    private static IReadOnlyList<RecurringEdit> MakeEdits(Chance chance, TimeSpan lasts)
    {
        List<RecurringEdit> edits = [];
        for (int i = 0; i < 3; i++)
        {
            TimeSpan at = lasts * chance.Fraction();
            bool isChange = chance.Of(0.5);
            int every = chance.Pick([2, 3, 5]);
            TimeSpan pause = chance.Seconds(0, 600);
            if (chance.Of(0.4)) edits.Add(isChange ? new RecurringEdit(at, every, null) : new RecurringEdit(at, null, pause));
        }

        return [.. edits.OrderBy(edit => edit.At)];
    }

    /// <summary>
    /// When it should come, found without Core: every minute's wall clock is looked at. They come at
    /// intervals: those that are shown twice come twice, and minutes that are jumped over come with the first that is not.
    /// </summary>
    public IEnumerable<DateTimeOffset> Due(int everyMinutes, DateTimeOffset after, DateTimeOffset until)
    {
        var latest = new LocalDateTime(1, 1, 1, 0, 0);
        DateTimeOffset first = new(after.Ticks - (after.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        for (DateTimeOffset at = first.AddHours(-3); at <= until; at = at.AddMinutes(1))
        {
            LocalDateTime wall = Instant.FromDateTimeOffset(at).InZone(Zone).LocalDateTime;
            bool jumped = false;
            for (LocalDateTime gone = latest.PlusMinutes(1); latest.Year > 1 && gone < wall; gone = gone.PlusMinutes(1)) jumped |= gone.Minute % everyMinutes == 0;
            bool comes = jumped || wall.Minute % everyMinutes == 0;
            if (wall > latest) latest = wall;
            if (comes && at > after) yield return at;
        }
    }

    /// <summary>Its runs are checked at the end of the seed, which may last for weeks.</summary>
    private static BusinessSettings Remembering(int slots) => new() { Slots = slots, Retention = new Retention { Age = TimeSpan.FromDays(200) } };
}
