using CallQueue.Validation;

namespace CallQueue.Fences;

/// <summary>How much a business may call. Hours and days are those of its time zone. Null members set no limit.</summary>
public sealed record UsageLimits
{
    /// <summary>Dials that a carrier has received, in one hour by the clock.</summary>
    public int? DialsPerHour { get; init; }

    /// <summary>The same in one day.</summary>
    public int? DialsPerDay { get; init; }

    /// <summary>Talk time of calls that ended in one day, in minutes. Calls that are live when it is reached go on.</summary>
    public int? MinutesPerDay { get; init; }

    /// <summary>Estimated cost of calls that ended in one day, in the currency of the price table: each started minute at the price of the number's longest prefix.</summary>
    public decimal? CostPerDay { get; init; }

    internal FieldProblem? FindProblem() => this switch
    {
        { DialsPerHour: { } dials } when !FenceLimits.Dials.Allow(dials) => new("dials_per_hour", $"must be from {FenceLimits.Dials}; got {dials}"),
        { DialsPerDay: { } dials } when !FenceLimits.Dials.Allow(dials) => new("dials_per_day", $"must be from {FenceLimits.Dials}; got {dials}"),
        { MinutesPerDay: { } minutes } when !FenceLimits.Dials.Allow(minutes) => new("minutes_per_day", $"must be from {FenceLimits.Dials}; got {minutes}"),
        { CostPerDay: { } cost } when cost < 0 || cost > (decimal)FenceLimits.MostCost => new("cost_per_day", FormattableString.Invariant($"must be from 0 to {FenceLimits.MostCost}; got {CostPerDay}")),
        _ => null,
    };

    /// <summary>Of each limit the lower one; null when neither sets any.</summary>
    internal static UsageLimits? Lower(UsageLimits? one, UsageLimits? other) => one is null || other is null ? one ?? other : new UsageLimits
    {
        DialsPerHour = Least(one.DialsPerHour, other.DialsPerHour),
        DialsPerDay = Least(one.DialsPerDay, other.DialsPerDay),
        MinutesPerDay = Least(one.MinutesPerDay, other.MinutesPerDay),
        CostPerDay = Least(one.CostPerDay, other.CostPerDay),
    };

    /// <summary>The first limit that exceeds a ceiling and was not held before; null when none does.</summary>
    internal static FieldProblem? FindBeyond(UsageLimits? wanted, UsageLimits? held, UsageLimits? most) =>
        Beyond("dials_per_hour", wanted?.DialsPerHour, held?.DialsPerHour, most?.DialsPerHour) ?? Beyond("dials_per_day", wanted?.DialsPerDay, held?.DialsPerDay, most?.DialsPerDay)
        ?? Beyond("minutes_per_day", wanted?.MinutesPerDay, held?.MinutesPerDay, most?.MinutesPerDay) ?? Beyond("cost_per_day", wanted?.CostPerDay, held?.CostPerDay, most?.CostPerDay);

    private static FieldProblem? Beyond<T>(string field, T? wanted, T? held, T? most) where T : struct, IComparable<T>, IEquatable<T> =>
        wanted is { } value && most is { } limit && value.CompareTo(limit) > 0 && !(held is { } before && before.Equals(value))
            ? new FieldProblem(field, FormattableString.Invariant($"must be at most {limit}, the operator's ceiling; got {value}")) : null;

    private static T? Least<T>(T? one, T? other) where T : struct, IComparable<T> => one is { } a && other is { } b ? a.CompareTo(b) < 0 ? a : b : one ?? other;
}
