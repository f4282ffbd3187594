using CallQueue.Simulation.Running;

namespace CallQueue.Simulation.Workloads;

/// <summary>
/// Clocks that differ, and ends that nobody tells. In one seed out of four the carrier's clock is ahead of ours or behind it, by seconds or minutes, and in half of
/// those ours is set while calls are under way, forward or back; in one out of ten no webhook of an end arrives. Drawn apart from the rest.
/// </summary>
internal static class WrongClocks
{
    /// <summary>At most what <see cref="Carriers.LookupWindow.LargestSkew"/> allows: beyond it a lost dial is given up after a day, which no seed waits for.</summary>
    private static readonly double[] Seconds = [3, 12, 30, 60, 90, 240];

    public static Scenario Join(ulong seed, Scenario scenario)
    {
        Chance chance = new Chance(seed ^ 0xC10C).Fork();
        bool isUntold = chance.Of(0.1);
        if (!chance.Of(0.25)) return scenario with { EndsUntold = isUntold };
        List<ClockJump> jumps = [];
        if (chance.Of(0.5) && scenario.Storms.Count > 0)
        {
            for (int i = chance.Between(1, 3); i > 0; i--)
                jumps.Add(new ClockJump(scenario.Storms[0].Begins + ((scenario.Storms[0].Ends - scenario.Storms[0].Begins) * chance.Fraction()), Some(chance)));
        }

        return scenario with { EndsUntold = isUntold, CarrierAhead = Some(chance), ClockJumps = [.. jumps.OrderBy(jump => jump.At)] };
    }

    private static TimeSpan Some(Chance chance) => TimeSpan.FromSeconds(chance.Pick(Seconds) * (chance.Of(0.5) ? -1 : 1));
}
