using CallQueue.Simulation.Running;

namespace CallQueue.Simulation.Workloads;

/// <summary>Gives some seeds a second carrier account, and the first one outages of its own while the storms last: calls go to the second then.</summary>
internal static class TwoCarriers
{
    private const ulong Stream = 0x2CA2;

    public static Scenario Join(ulong seed, Scenario scenario)
    {
        Chance chance = new Chance(seed ^ Stream).Fork();
        if (!chance.Of(0.25)) return scenario;
        List<Outage> outages = [];
        for (int i = 0; i < 4; i++)
        {
            TimeSpan begins = chance.Seconds(0, Math.Max(1, scenario.LastStormEnds.TotalSeconds));
            if (begins < scenario.LastStormEnds) outages.Add(new Outage(begins, chance.Seconds(1, 60)));
        }

        return scenario with { HasTwoCarriers = true, Outages = outages };
    }
}

/// <summary>The first carrier account can't be connected to.</summary>
/// <param name="Begins">From the start.</param>
/// <param name="Lasts">How long.</param>
internal sealed record Outage(TimeSpan Begins, TimeSpan Lasts);
