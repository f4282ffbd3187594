using CallQueue.Calls;
using CallQueue.Simulation.Running;

namespace CallQueue.Simulation.Workloads;

/// <summary>Has some seeds listen for answering machines, for the business or for single runs, by chances of their own.</summary>
internal static class MachineMaker
{
    private const ulong Stream = 0xA3D;

    public static Scenario Listen(ulong seed, Scenario scenario)
    {
        Chance chance = new Chance(seed ^ Stream).Fork();
        if (!chance.Of(0.4)) return scenario;
        return scenario with { Businesses = [.. scenario.Businesses.Select(plan => Listen(chance, plan))] };
    }

    private static BusinessPlan Listen(Chance chance, BusinessPlan plan)
    {
        BusinessPlan listening = chance.Of(0.4) ? plan with { Settings = plan.Settings with { Rules = Rules(chance, plan.Settings.Rules) } } : plan;
        return listening with { Runs = [.. plan.Runs.Select(run => chance.Of(0.6) ? run with { Template = run.Template with { Rules = Rules(chance, run.Template.Rules) } } : run)] };
    }

    private static CallRules Rules(Chance chance, CallRules rules)
    {
        MachineMode mode = chance.Pick([MachineMode.Detect, MachineMode.HangUp, MachineMode.Message]);
        RetryPolicy? retry = rules.Retry is { } own && chance.Of(0.5) ? own with { RetryOn = [.. own.RetryOn, Outcome.Voicemail] } : rules.Retry;
        return rules with { Machine = mode, VoicemailMessage = mode == MachineMode.Message ? "call us back" : null, Retry = retry };
    }
}
