using CallQueue.Businesses;
using CallQueue.Fences;
using CallQueue.Trunks;
using CallQueue.Validation;

namespace CallQueue;

/// <summary>The limits and intervals of one deployment. Immutable once the host has started.</summary>
public sealed record CallQueueOptions
{
    /// <summary>Settings of a business that has set none.</summary>
    public BusinessSettings NewBusiness { get; init; } = new();

    /// <summary>What a minute costs, for limits of the estimated cost; null: nobody has said.</summary>
    public PriceTable? Prices { get; init; }

    /// <summary>What each carrier account can take.</summary>
    public TrunkLimits TrunkLimits { get; init; } = new();

    /// <summary>Limits of the trunks of a carrier, by its name, where they are others than <see cref="TrunkLimits"/>.</summary>
    public IReadOnlyDictionary<string, TrunkLimits> TrunkLimitsByCarrier { get; init; } = new Dictionary<string, TrunkLimits>();

    /// <summary>The limits of a trunk.</summary>
    public TrunkLimits LimitsOf(TrunkId trunk) => TrunkLimitsByCarrier.GetValueOrDefault(trunk.Value.Split(':')[0]) ?? TrunkLimits;

    /// <summary>The trunk that divides the agent server's sessions among the businesses: its channels are the sessions.</summary>
    public static TrunkId AgentServer { get; } = new("agents:server");

    /// <summary>
    /// Whether an agent server is asked for its free sessions, and calls that it talks to are dialed only while it has one for each. What it answers goes to
    /// <see cref="AgentServer"/> as <see cref="DialReport.AgentsAsked"/>. Default: no.
    /// </summary>
    public bool AsksAgentServer { get; init; }

    /// <summary>A create request leaves this soon after its intent was stored, or never.</summary>
    internal static TimeSpan SendWithin { get; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a create request may wait for its answer before the answer counts as lost: 1 to 60 s, default 15 s.</summary>
    public TimeSpan DialTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>First wait before a dial that was certainly not placed is tried again; doubles each time: default 2 s.</summary>
    public TimeSpan DispatchRetryDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Dial tries of one attempt before it counts as failed: default 3.</summary>
    public int DispatchTries { get; init; } = 3;

    /// <summary>How often a lease is checked against its call: default 30 s. Asks the carrier only when overdue.</summary>
    public TimeSpan LeaseCheckInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long past its maximum duration a call may last before it is hung up: default 30 s.</summary>
    public TimeSpan SilenceGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a live call may be silent before the carrier is asked: default 45 s. So a slot whose call's end was not reported is free within a minute of it.</summary>
    public TimeSpan AskAfterSilence { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>
    /// Silent calls of this process that the carrier is asked about per second: 1 to 1,000, default 10. Plivo allows 300 requests in 5 s, and asking for one
    /// call takes up to 5 of them [docs/carrier-facts.md#plivo-limits]. While more calls are silent than that allows for, each is asked about more rarely.
    /// </summary>
    public int LookupsPerSecond { get; init; } = 10;

    /// <summary>The range of <see cref="LookupsPerSecond"/>.</summary>
    public static Limits<int> Lookups { get; } = new(1, 1_000);

    /// <summary>First wait before a lost create answer is looked up; doubles up to a minute: default 5 s.</summary>
    public TimeSpan LookupDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A business with work is woken at least this often by its durable alarm, should its process die: default 15 s.</summary>
    public TimeSpan WakeInterval { get; init; } = TimeSpan.FromSeconds(15);
}
