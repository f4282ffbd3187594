using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Queues;
using CallQueue.Businesses.State;
using CallQueue.Calls;

namespace CallQueue.Businesses.Steps;

/// <summary>No I/O: which calls need a session of the agent server. Where no agent server is asked, none does.</summary>
internal static class AgentSteps
{
    /// <summary>Whether the next call of a lane needs a session, and none is free. Notes that one is wanted.</summary>
    public static bool Holds(BusinessState state, Lane lane, DateTimeOffset now) =>
        state.Agents is not null && lane.Next.TryPeek(out QueuedCall call) && Holds(state, call, now);

    /// <summary>Whether a call needs a session, and none is free. Notes that one is wanted.</summary>
    public static bool Holds(BusinessState state, QueuedCall call, DateTimeOffset now)
    {
        if (state.Agents is not { } agents || !Needs(state, call)) return false;
        agents.Want(now);
        return agents.FindHold(state.Slots.WithAgent, now) is not null;
    }

    /// <summary>Why calls wait for a session; null when none does.</summary>
    public static Hold? FindHold(BusinessState state, DateTimeOffset now) =>
        state.Agents?.FindHold(state.Slots.WithAgent, now) is { } hold && state.Lanes.Next(lane => Holds(state, lane, now)) is not null ? hold : null;

    /// <summary>Why a call waits for a session; null when it needs none, or one is free.</summary>
    public static Hold? FindHold(BusinessState state, CallScript script, DateTimeOffset now) =>
        state.Agents is { } agents && CallScript.GoesToAgent(script, null) ? agents.FindHold(state.Slots.WithAgent, now) : null;

    /// <summary>The call with a note of whether it needs a session: its script is not at hand later on.</summary>
    public static QueuedCall Noted(BusinessState state, QueuedCall call) => state.Agents is null ? call : call with { Agent = Needs(state, call) };

    /// <summary>A lease has ended. A talk shows that the agent server takes calls; what never met it shows nothing, and the next call takes its place.</summary>
    public static void Ended(BusinessState state, Lease lease, LeaseEnd end)
    {
        if (lease.Call.Agent != true || state.Agents?.Line.Share is not { } share) return;
        if (end.Attempt?.Outcome == Outcome.Completed) share.Reached(lease.LeasedAt);
        else if (end.Attempt?.Outcome != Outcome.NoAgent) share.Untried();
    }

    private static bool Needs(BusinessState state, QueuedCall call) => call.Agent ?? CallScript.GoesToAgent(call.Script, state.RunOf(call)?.Template?.Script);
}
