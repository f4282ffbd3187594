using CallQueue.Carriers;
using CallQueue.Simulation.Running;
using CallQueue.Simulation.Workloads;
using CallQueue.Trunks;

namespace CallQueue.Simulation.Telephony;

/// <summary>
/// The voice agent's server, and what is promised of it [P15]: no more calls are dialed than it has offered sessions for, by the carrier's ledger, in calm weather within
/// seconds of each change, and at any time not more than it has ever had.
/// </summary>
internal sealed class AgentServer
{
    /// <summary>From an answer of the server to the arrival at the carrier of a call that was decided on by it.</summary>
    private static readonly TimeSpan Felt = TimeSpan.FromSeconds(30);

    private readonly World world;
    private readonly Scenario scenario;
    private readonly AgentPlan plan;
    private readonly Ledger ledger;
    private readonly Queue<(DateTimeOffset At, int Sessions)> offers = new();

    public AgentServer(World world, Scenario scenario, AgentPlan plan, Ledger ledger)
    {
        (this.world, this.scenario, this.plan, this.ledger) = (world, scenario, plan, ledger);
        ledger.Arrived += CheckArrival;
    }

    private int Sessions => world.Now < scenario.Start + plan.HalvedAt ? plan.Sessions : plan.Sessions / 2;

    private bool IsOdd => world.Now >= scenario.Start + plan.OddFrom && world.Now < scenario.Start + plan.OddFrom + plan.OddFor;

    /// <summary>What the process that asks reports.</summary>
    public DialReport.AgentsAsked Ask()
    {
        int sessions = IsOdd ? 0 : Sessions;
        offers.Enqueue((world.Now, sessions));
        while (offers.Peek().At < world.Now - Felt) offers.Dequeue();
        return new DialReport.AgentsAsked("asker", sessions, IsOdd ? "the agent server does not answer" : null);
    }

    /// <summary>Whether it takes a call that is answered now.</summary>
    public bool Takes() => ledger.Live.Count(call => call.AgentMet == true) < Sessions;

    /// <summary>Whether it talks to the person of a call.</summary>
    public static bool IsFor(PlacedCall call) => CallScript.GoesToAgent(call.Create.Request.Script, null);

    private void CheckArrival(PlacedCall call)
    {
        if (!IsFor(call)) return;
        int live = ledger.Live.Count(IsFor);
        int most = scenario.IsCalm(world.Now, Scenario.Aftermath) ? offers.Max(offer => offer.Sessions) : plan.Sessions;
        if (live > most) throw world.Break("P15", $"{call.Create}: {live} calls are live, and the agent server has offered {most} sessions");
    }
}
