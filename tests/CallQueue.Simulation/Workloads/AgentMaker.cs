using CallQueue.Simulation.Running;

namespace CallQueue.Simulation.Workloads;

/// <summary>Has some seeds ask an agent server for sessions, which most of their runs need, by chances of their own.</summary>
internal static class AgentMaker
{
    private const ulong Stream = 0xA6E2;

    public static Scenario Join(ulong seed, Scenario scenario)
    {
        Chance chance = new Chance(seed ^ Stream).Fork();
        if (!chance.Of(0.25) || scenario.ClockJumps.Count > 0 || scenario.Patience > TimeSpan.FromHours(52)) return scenario;
        var agents = new AgentPlan(chance.Between(2, 10), chance.Seconds(5, 200), chance.Seconds(0, 200), chance.Seconds(3, 60));
        return scenario with
        {
            Agents = agents,
            Options = scenario.Options with { AsksAgentServer = true },
            Businesses = [.. scenario.Businesses.Select(plan => plan with { Plain = false, Runs = [.. plan.Runs.Select(run => chance.Of(0.8) ? Spoken(run) : run)] })],
        };
    }

    /// <summary>An agent talks to its people, in place of its message.</summary>
    private static RunPlan Spoken(RunPlan run) => run with { Template = run.Template with { Script = run.Template.Script with { FlowName = "sales" } } };
}

/// <summary>An agent server.</summary>
/// <param name="Sessions">At first; half of them later on.</param>
/// <param name="HalvedAt">When they are halved, from the start. It refuses at once what it has no session for.</param>
/// <param name="OddFrom">From when on it hangs or answers nonsense, from the start.</param>
/// <param name="OddFor">For how long.</param>
internal sealed record AgentPlan(int Sessions, TimeSpan HalvedAt, TimeSpan OddFrom, TimeSpan OddFor);
