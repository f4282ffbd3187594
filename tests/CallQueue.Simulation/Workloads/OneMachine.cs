using CallQueue.Simulation.Running;

namespace CallQueue.Simulation.Workloads;

/// <summary>Has most seeds of one process order its commits, as on one machine: it has neither twins nor another process that would take over.</summary>
internal static class OneMachine
{
    private const ulong Stream = 0x0DE4;

    public static Scenario Order(ulong seed, Scenario scenario)
    {
        Chance chance = new Chance(seed ^ Stream).Fork();
        if (scenario.Nodes > 1 || !chance.Of(0.8)) return scenario;
        return scenario with { OrdersCommits = true, Storms = [.. scenario.Storms.Select(storm => storm with { Twins = null, Freezes = null })] };
    }
}
