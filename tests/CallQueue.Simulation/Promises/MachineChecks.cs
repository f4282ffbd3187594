using CallQueue.Carriers;
using CallQueue.Simulation.Running;
using CallQueue.Simulation.Telephony;
using CallQueue.Simulation.Workloads;

namespace CallQueue.Simulation.Promises;

/// <summary>
/// By the carrier's ledger [P14]: when a machine has answered, the call is ended or gets its message soon, in calm weather; and a call's outcome is voicemail
/// only by such a verdict. That a message is left only for machines is checked where the carrier is asked.
/// </summary>
internal sealed class MachineChecks(World world, Scenario scenario, Ledger ledger)
{
    /// <summary>The longest from the verdict to the request to the carrier.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    public void Check()
    {
        foreach (PlacedCall call in ledger.Placed)
        {
            if (call.MachineTakenAt is not { } at || !IsForPeople(call) || !scenario.IsCalm(at, Scenario.Aftermath) || !scenario.IsCalm(at + Soon, Scenario.Aftermath)) continue;
            if ((call.ActedOnAt ?? DateTimeOffset.MaxValue) > at + Soon && (call.EndedAt ?? DateTimeOffset.MaxValue) > at + Soon)
                throw world.Break("P14", $"{call.Create}: a machine was known at {at:HH:mm:ss.fff}, and nothing was done");
        }
    }

    /// <summary>Whether an outcome is what the carrier's end of the call means.</summary>
    public static bool IsOutcomeOf(PlacedCall call, Outcome outcome) =>
        outcome == Outcome.Voicemail ? call is { Outcome: Outcome.Completed or Outcome.Canceled, ToldMachine: true } && IsForPeople(call)
        : outcome == Outcome.NoAgent ? call is { Outcome: Outcome.Completed, AgentMet: false }
        : call.Outcome == outcome && (outcome != Outcome.Completed || call.MachineTakenAt is null || !IsForPeople(call));

    private static bool IsForPeople(PlacedCall call) => call.Create.Request.Machine is { Mode: MachineMode.HangUp or MachineMode.Message };
}
