using System.Text.Json.Serialization;
using CallQueue.Validation;

namespace CallQueue.Trunks;

/// <summary>What a business could use of a trunk.</summary>
/// <param name="Epoch">Grows with each activation of the business: an older instance's word does not count.</param>
/// <param name="Demand">Live calls it could have now (its slots while it has work, else 0).</param>
/// <param name="Live">Live calls it has; its share never falls below that.</param>
/// <param name="Cap">The share that it stays within from now on; the trunk may give the rest to others.</param>
/// <param name="Dials">Calls it would dial this instant; asks for that many permits.</param>
public sealed record AskTrunk(BusinessId Business, long Epoch, int Demand, int Live, int Cap, int Dials)
{
    /// <summary>What the operator gives the business of the trunk; null: the usual.</summary>
    public TrunkPart? Part { get; init; }
}

/// <summary>What an operator gives a business of a trunk that others use too.</summary>
/// <param name="Weight">Its part of channels and dials beside that of others while all want more than they get: 1 to 100.</param>
/// <param name="Reserved">Channels that are kept for it, also while it does not call: 0 to 100,000.</param>
public sealed record TrunkPart(int Weight = 1, int Reserved = 0)
{
    /// <summary>The usual part, which nobody has set.</summary>
    public static TrunkPart Usual { get; } = new();

    /// <summary>The range of <see cref="Weight"/>.</summary>
    public static Limits<int> Weights { get; } = new(1, 100);

    /// <summary>The range of <see cref="Reserved"/>.</summary>
    public static Limits<int> Reservations { get; } = new(0, TrunkLimits.ChannelCounts.Max);

    /// <summary>The same on trunks that the business uses only when its first one does not take its calls: nothing is kept there.</summary>
    internal TrunkPart? Elsewhere => Weight == Usual.Weight ? null : this with { Reserved = 0 };
}

/// <summary>What a business may use of a trunk.</summary>
/// <param name="Stamp">Grows with every change at the trunk: older news is ignored.</param>
/// <param name="Share">Live calls it may have.</param>
/// <param name="Permits">Dials it may start now; spent within a second or given up. Null: this trunk does not pace.</param>
/// <param name="PermitsAt">When to ask for permits again; null when it received all it asked for.</param>
/// <param name="OpenUntil">The circuit breaker is open: no dial before this instant (the carrier asked to slow down, or keeps failing). Null: closed.</param>
/// <param name="Stopped">Why the account rejects calls until someone fixes it; null: it accepts calls.</param>
public sealed record TrunkNotice(
    TrunkId Trunk, long Stamp, int Share, int? Permits, DateTimeOffset? PermitsAt,
    [property: JsonPropertyName("ClosedUntil")] DateTimeOffset? OpenUntil, string? Stopped)
{
    /// <summary>The part that the trunk reserves for the business; more than its share while others wait for a part to be returned.</summary>
    public int Booked { get; init; } = Share;

    /// <summary>While <see cref="Stopped"/>: when to ask for a probe (UTC). Null: not stopped, or the sender is of an earlier version.</summary>
    public DateTimeOffset? StoppedUntil { get; init; }

    /// <summary>Although <see cref="Stopped"/>, the business may dial one call now, to find out whether the account accepts calls again.</summary>
    public bool Probe { get; init; }
}

/// <summary>How a dial went, as far as the account is concerned.</summary>
public abstract record DialReport
{
    private DialReport() { }

    /// <summary>Certainly not placed.</summary>
    /// <param name="Throttled">The carrier asked the whole account to slow down.</param>
    public sealed record NotPlaced(TimeSpan? RetryAfter, bool Throttled) : DialReport;

    /// <summary>The account rejects calls until someone fixes it.</summary>
    /// <param name="Reason">The carrier's code and our words for it.</param>
    public sealed record Stopped(string Reason) : DialReport
    {
        /// <summary>The only business whose calls are rejected; null: the calls of all are.</summary>
        public BusinessId? Business { get; init; }

        /// <summary>The call was a probe: the stop lasts, and the next probe waits for longer.</summary>
        public bool Probe { get; init; }
    }

    /// <summary>An agent server, whose sessions are the trunk's channels, was asked for them.</summary>
    /// <param name="Asker">The process that asked: a name of its own.</param>
    /// <param name="Sessions">Calls of ours that may be live at once, those that sessions talk to already included.</param>
    /// <param name="Problem">Why nothing may be dialed, such as no answer or a wrong one; null: it has answered.</param>
    public sealed record AgentsAsked(string Asker, int Sessions, string? Problem) : DialReport;

    /// <summary>A call was answered, and the agent server did not take it: it pauses, and then one call at a time tries it.</summary>
    public sealed record AgentRefused : DialReport;

    /// <summary>The carrier accepted a probe of <paramref name="Business"/>: the account takes calls again.</summary>
    public sealed record ProbeAccepted(BusinessId Business) : DialReport;
}

/// <summary>Why a carrier account does not accept calls, and when one call may probe it.</summary>
/// <param name="Reason">The carrier's code and our words for it.</param>
/// <param name="Since">When the first call was rejected for it (UTC).</param>
/// <param name="ProbeAt">From when on the next call may be dialed as a probe (UTC).</param>
/// <param name="Probes">Probes that were rejected so far.</param>
public sealed record TrunkStop(string Reason, DateTimeOffset Since, DateTimeOffset ProbeAt, int Probes);

/// <summary>A trunk at one moment.</summary>
public sealed record TrunkSnapshot(
    TrunkId Trunk, TrunkLimits Limits, int Live, IReadOnlyDictionary<string, int> Shares,
    [property: JsonPropertyName("ClosedUntil")] DateTimeOffset? OpenUntil, string? Stopped)
{
    /// <summary>Why and until when the whole account does not accept calls; null: it takes them.</summary>
    public TrunkStop? Stop { get; init; }

    /// <summary>The businesses whose own calls the carrier rejects, while it accepts those of others.</summary>
    public IReadOnlyDictionary<string, TrunkStop> BusinessStops { get; init; } = new Dictionary<string, TrunkStop>();
}

/// <summary>What a carrier account can take.</summary>
/// <param name="Channels">Live calls at once, over all businesses: 1 to 100,000, default 100.</param>
/// <param name="DialsPerSecond">Dials started per second, over all businesses; null: not paced.</param>
public sealed record TrunkLimits(int Channels = 100, double? DialsPerSecond = null)
{
    /// <summary>The range of <see cref="Channels"/>.</summary>
    public static Limits<int> ChannelCounts { get; } = new(1, 100_000);

    /// <summary>The range of <see cref="DialsPerSecond"/> as shown; 0 means no limit.</summary>
    public static Limits<double> Paces { get; } = new(0, 10_000);
}
