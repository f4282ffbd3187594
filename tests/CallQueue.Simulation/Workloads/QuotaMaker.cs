using CallQueue.Businesses;
using CallQueue.Fences;
using CallQueue.Simulation.Running;

namespace CallQueue.Simulation.Workloads;

/// <summary>Gives some seeds limits of dials in an hour and a day, in the business's settings or in its operator's ceilings, by chances of their own.</summary>
internal static class QuotaMaker
{
    private const ulong Stream = 0xCE11;

    /// <summary>Days may pass before a small allowance has dialed everybody.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(90);

    public static Scenario Limit(ulong seed, Scenario scenario)
    {
        Chance chance = new Chance(seed ^ Stream).Fork();
        if (!chance.Of(0.15)) return scenario;
        return scenario with { Businesses = [.. scenario.Businesses.Select(plan => Limit(chance, plan))], Patience = scenario.Patience > Patience ? scenario.Patience : Patience };
    }

    private static BusinessPlan Limit(Chance chance, BusinessPlan plan)
    {
        var limits = new UsageLimits { DialsPerHour = chance.Between(3, 25), DialsPerDay = chance.Of(0.5) ? chance.Between(20, 120) : null };
        BusinessSettings settings = chance.Of(0.5) ? plan.Settings with { Usage = limits } : plan.Settings with { Ceilings = new BusinessCeilings { Usage = limits } };
        return plan with { Settings = settings, Plain = false };
    }
}
