using CallQueue.Calls;
using CallQueue.Fields;
using CallQueue.Validation;

namespace CallQueue.Fences;

/// <summary>The fields that say how much a business may call, in its settings and in its ceilings.</summary>
internal static class UsageFields
{
    private const string None = "no limit";

    public static WholeField DialsPerHour { get; } = new("dials_per_hour", FenceLimits.Dials) { Description = "The most dials in one hour by the clock of the business's time zone.", Unit = "dials", Without = None };

    public static WholeField DialsPerDay { get; } = new("dials_per_day", FenceLimits.Dials) { Description = "The most dials in one day of the business's time zone.", Unit = "dials", Without = None };

    public static WholeField MinutesPerDay { get; } = new("minutes_per_day", FenceLimits.Dials) { Description = "The most talk time of calls that end in one day. Live calls go on when it is reached.", Unit = "minutes", Without = None };

    public static NumberField CostPerDay { get; } = new("cost_per_day", new Limits<double>(0, FenceLimits.MostCost))
    {
        Description = "The highest estimated cost of calls that end in one day, by the deployment's price table. Numbers without a price are not called then.", Unit = "the currency of the price table", Without = None,
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Field> All { get; } = [DialsPerHour, DialsPerDay, MinutesPerDay, CostPerDay];

    /// <summary>Null when none is given.</summary>
    /// <param name="hasPrices">The deployment has a price table.</param>
    public static UsageLimits? Read(JsonFields fields, bool hasPrices)
    {
        double? cost = fields.Number(CostPerDay);
        if (cost is not null && !hasPrices) fields.Wrong(CostPerDay, "needs a price table; the operator sets PRICE_TABLE");
        var limits = new UsageLimits
        {
            DialsPerHour = fields.Whole(DialsPerHour), DialsPerDay = fields.Whole(DialsPerDay), MinutesPerDay = fields.Whole(MinutesPerDay), CostPerDay = (decimal?)cost,
        };
        return limits == new UsageLimits() ? null : limits;
    }
}
