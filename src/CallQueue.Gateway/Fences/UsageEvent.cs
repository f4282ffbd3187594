namespace CallQueue.Fences;

/// <summary>The event of a limit that is nearly or fully used, or of a rate that has jumped.</summary>
/// <param name="Measure">dials_per_hour, dials_per_day, minutes_per_day, cost_per_day, or dial_rate for a jump.</param>
/// <param name="Percent">How much of the limit is used at least: 80 or 100; of a jump 1000.</param>
/// <param name="Limit">What is allowed; of a jump: the usual dials in an hour.</param>
/// <param name="Until">When the hour or the day ends; null for a jump, which holds until it is confirmed.</param>
internal sealed record UsageEvent(string Measure, int Percent, decimal Used, decimal Limit, DateTimeOffset? Until)
{
    private const int All = 100;

    public static UsageEvent Of(UsageNotice notice) => new(notice.Measure, notice.Percent, notice.Used, notice.Limit, notice.Until);

    public static string TypeOf(UsageNotice notice) => notice.Percent switch { < All => "usage.warning", All => "usage.reached", _ => "usage.jump" };
}

/// <summary>What a business has used of its hour and its day.</summary>
/// <param name="JumpedAt">Since when ten times the usual rate holds the business; null: it does not.</param>
internal sealed record UsageView(int HourDials, DateTimeOffset? HourEndsAt, int DayDials, double DayMinutes, decimal DayCost, DateTimeOffset? DayEndsAt, DateTimeOffset? JumpedAt)
{
    public static UsageView? Of(UsageSnapshot? usage) => usage is null ? null
        : new(usage.HourDials, usage.HourEndsAt, usage.DayDials, usage.DayMinutes, usage.DayCost, usage.DayEndsAt, usage.JumpedAt);
}
