using CallQueue.Businesses;
using CallQueue.Businesses.Leases;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Simulation.Nodes;
using CallQueue.Simulation.Telephony;

namespace CallQueue.Simulation.Workloads;

/// <summary>All that one seed decides beforehand: who submits what and when, and what kind of weather comes over it.</summary>
internal sealed record Scenario
{
    public required DateTimeOffset Start { get; init; }

    public required int Nodes { get; init; }

    public required CallQueueOptions Options { get; init; }

    public required People People { get; init; }

    public required IReadOnlyList<BusinessPlan> Businesses { get; init; }

    /// <summary>When faults happen, from the start; none between and none after.</summary>
    public required IReadOnlyList<Storm> Storms { get; init; }

    public bool AllWebhooksDropped { get; init; }

    public bool StoreMayAnswerAtOnce { get; init; }

    /// <summary>One process with one writer for all its actors, whose commits are ordered, as on one machine.</summary>
    public bool OrdersCommits { get; init; }

    /// <summary>There is a second carrier account, which calls go to while the first does not take them.</summary>
    public bool HasTwoCarriers { get; init; }

    /// <summary>When the first of two carrier accounts can't be connected to.</summary>
    public IReadOnlyList<Outage> Outages { get; init; } = [];

    /// <summary>The agent server that every call needs a session of; null: there is none.</summary>
    public AgentPlan? Agents { get; init; }

    /// <summary>What stops the account is mended and nobody tells the trunk: its own probes must find out.</summary>
    public bool MendedInSilence { get; init; }

    /// <summary>No webhook of an end ever gets through, in any weather; those before it do.</summary>
    public bool EndsUntold { get; init; }

    /// <summary>How far the carrier's clock is ahead of ours.</summary>
    public TimeSpan CarrierAhead { get; init; }

    /// <summary>When our clock is set, from the start, and by how much: what was stamped before is that far off.</summary>
    public IReadOnlyList<ClockJump> ClockJumps { get; init; } = [];

    /// <summary>A business whose caller id the carrier rejects for a while; null: none.</summary>
    public Rejection? Rejection { get; init; }

    public TimeSpan IdleAfter { get; init; }

    public TimeSpan AlarmLateness { get; init; }

    /// <summary>Longest leftover of a storm: lost calls are noticed, late webhooks come, deadlines pass.</summary>
    public static TimeSpan Aftermath => TimeSpan.FromSeconds(100);

    /// <summary>Until when all must have ended: days where calls wait for their hours, else two, since a lost answer that nothing clears is given up after 25 hours.</summary>
    public required TimeSpan Patience { get; init; }

    public TimeSpan LastStormEnds => Storms.Count == 0 ? TimeSpan.Zero : Storms[^1].Ends;

    /// <summary>Whether no fault of a storm can still be felt at <paramref name="at"/>.</summary>
    public bool IsCalm(DateTimeOffset at, TimeSpan aftermath) =>
        Storms.All(storm => at < Start + storm.Begins || at > Start + storm.Ends + aftermath);
}

/// <summary>A stretch of time with faults.</summary>
internal sealed record Storm(TimeSpan Begins, TimeSpan Ends)
{
    public FaultRates Faults { get; init; } = FaultRates.None;

    public CarrierHabits Habits { get; init; } = CarrierHabits.Good;

    /// <summary>Mean time between crashes of a node; null: none.</summary>
    public TimeSpan? Crashes { get; init; }

    /// <summary>Of the crashes, how many take all nodes.</summary>
    public double WholeCluster { get; init; }

    /// <summary>Mean time between nodes that freeze; null: none.</summary>
    public TimeSpan? Freezes { get; init; }

    /// <summary>Mean time between stale twins; null: none.</summary>
    public TimeSpan? Twins { get; init; }

    /// <summary>Mean time between outages of the carrier; null: none.</summary>
    public TimeSpan? Outages { get; init; }
}

/// <summary>Our clock is set by <paramref name="By"/>, forward when it is positive.</summary>
internal sealed record ClockJump(TimeSpan At, TimeSpan By);

/// <summary>The carrier rejects the calls of one business from <paramref name="Begins"/> to <paramref name="Ends"/> after the start.</summary>
internal sealed record Rejection(BusinessId Business, TimeSpan Begins, TimeSpan Ends);

/// <summary>A business and what its people do.</summary>
internal sealed record BusinessPlan(BusinessId Id, BusinessSettings Settings)
{
    public IReadOnlyList<RunPlan> Runs { get; init; } = [];

    public IReadOnlyList<SinglePlan> Singles { get; init; } = [];

    public IReadOnlyList<Errand> Errands { get; init; } = [];

    public IReadOnlyList<Suppression> Suppressions { get; init; } = [];

    /// <summary>Nothing but slots decides when its calls are dialed: no rates, windows, caps, collisions of numbers, nor an app that is asked.</summary>
    public bool Plain { get; init; }

    public int Calls => Runs.Sum(run => run.Calls.Count) + Singles.Count;
}

/// <summary>A run, filled in parts of <paramref name="PartSize"/>.</summary>
internal sealed record RunPlan(string Name, TimeSpan At, RunTemplate Template, IReadOnlyList<NewCall> Calls, int PartSize)
{
    public string Fingerprint => "f-" + Name;

    /// <summary>The whole submission comes again this much later; null: it does not.</summary>
    public TimeSpan? AgainAfter { get; init; }

    /// <summary>The client gives up at the first error and never asks again: the run may be there or not.</summary>
    public bool Abandoned { get; init; }
}

/// <summary>A call on its own, submitted <paramref name="Times"/> times under one name.</summary>
internal sealed record SinglePlan(string Name, TimeSpan At, NewCall Call, int Times)
{
    public string Fingerprint => "f-" + Name;
}

/// <summary>Something an operator does at a certain time.</summary>
internal abstract record Errand(TimeSpan At)
{
    public sealed record Stop(TimeSpan At, string Run, bool HangUp) : Errand(At);

    public sealed record PauseRun(TimeSpan At, string Run, TimeSpan Lasts) : Errand(At);

    public sealed record Pause(TimeSpan At, TimeSpan Lasts) : Errand(At);

    public sealed record Slots(TimeSpan At, int Count) : Errand(At);

    public sealed record Forge(TimeSpan At) : Errand(At);

    /// <summary>Cancels a call picked from those that wait or are live then.</summary>
    public sealed record Cancel(TimeSpan At, bool HangUp) : Errand(At);

    /// <summary>Retries a call picked from those that have ended badly by then.</summary>
    public sealed record Retry(TimeSpan At) : Errand(At);

    /// <summary>Moves a call picked from those that wait then.</summary>
    public sealed record Move(TimeSpan At, Priority To) : Errand(At);
}
