namespace CallQueue.Fences;

/// <summary>What a business has used of its hour and its day, for readers.</summary>
/// <param name="HourDials">Dials of the current hour.</param>
/// <param name="HourEndsAt">When the next hour begins (UTC); null before the first dial.</param>
/// <param name="DayCost">The estimated cost of the day; 0 without a price table.</param>
/// <param name="JumpedAt">Since when a jump of the rate holds the business; null: none does.</param>
public sealed record UsageSnapshot(
    int HourDials, DateTimeOffset? HourEndsAt, int DayDials, double DayMinutes, decimal DayCost, DateTimeOffset? DayEndsAt, DateTimeOffset? JumpedAt);
