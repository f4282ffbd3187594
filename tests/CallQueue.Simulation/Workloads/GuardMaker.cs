using CallQueue.Businesses;
using CallQueue.Businesses.Leases;
using CallQueue.Rates;
using CallQueue.Simulation.Running;

namespace CallQueue.Simulation.Workloads;

/// <summary>Numbers that are put on a do-not-call list at a certain time.</summary>
/// <param name="IsLive">Those of the calls that are being dialed or live then, too.</param>
internal sealed record Suppression(TimeSpan At, bool IsEverybodys, bool IsLive, IReadOnlyList<PhoneNumber> Numbers);

/// <summary>Gives some seeds do-not-call lists, contact caps and an app that is asked before each dial, by chances of their own.</summary>
internal static class GuardMaker
{
    private const ulong Stream = 0x6A4D;

    /// <summary>The most calls to one number where caps are set: each waits for the ones before it.</summary>
    private const int MostToOne = 60;

    private static readonly IReadOnlyList<RateRule>[] CapChoices =
    [
        [new RateRule(1, TimeSpan.FromSeconds(20))],
        [new RateRule(2, TimeSpan.FromSeconds(60)), new RateRule(3, TimeSpan.FromSeconds(120))],
    ];

    public static IReadOnlyList<BusinessPlan> Guard(ulong seed, IReadOnlyList<BusinessPlan> plans)
    {
        Chance chance = new Chance(seed ^ Stream).Fork();
        return chance.Of(0.35) ? [.. plans.Select(plan => Guard(chance, plan))] : plans;
    }

    private static BusinessPlan Guard(Chance chance, BusinessPlan plan)
    {
        PhoneNumber[] people = [.. plan.Runs.SelectMany(run => run.Calls).Concat(plan.Singles.Select(single => single.Call)).Select(call => call.To)];
        bool capped = chance.Of(0.4) && people.GroupBy(number => number).Max(calls => calls.Count()) <= MostToOne;
        bool vetoed = chance.Of(0.4);
        List<Suppression> suppressions = [];
        for (int i = chance.Of(0.7) ? chance.Between(1, 4) : 0; i > 0; i--)
            suppressions.Add(new Suppression(chance.Seconds(0, 250), chance.Of(0.3), chance.Of(0.5), [.. Enumerable.Range(0, chance.Between(1, 6)).Select(_ => chance.Pick(people))]));
        return plan with
        {
            Settings = plan.Settings with
            {
                ContactCaps = capped ? chance.Pick(CapChoices) : null,
                Veto = vetoed ? new VetoTarget("https://app.example.com/", "0123456789abcdef") { HoldOnTimeout = chance.Of(0.5) } : null,
            },
            Suppressions = suppressions,
            Plain = plan.Plain && !capped && !vetoed,
        };
    }
}
