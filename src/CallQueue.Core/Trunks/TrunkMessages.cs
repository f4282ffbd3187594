using System.Text.Json.Serialization;
using CallQueue.Validation;

namespace CallQueue.Trunks;

/// <summary>What a business could use of a trunk.</summary>
/// <param name="Epoch">Grows with each activation of the business: an older instance's word does not count.</param>
/// <param name="Demand">Live calls it could have now (its slots while it has work, else 0).</param>
/// <param name="Live">Live calls it has; its share never falls below that.</param>
/// <param name="Cap">The share that it stays within from now on; the trunk may give the rest to others.</param>
/// <param name="Dials">Calls it would dial this instant; asks for that many permits.</param>
public sealed record AskTrunk(BusinessId Business, long Epoch, int Demand, int Live, int Cap, int Dials);

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
}

/// <summary>How a dial went, as far as the account is concerned.</summary>
public abstract record DialReport
{
    private DialReport() { }

    /// <summary>Certainly not placed.</summary>
    /// <param name="Throttled">The carrier asked the whole account to slow down.</param>
    public sealed record NotPlaced(TimeSpan? RetryAfter, bool Throttled) : DialReport;

    /// <summary>The account rejects calls until someone fixes it.</summary>
    public sealed record Stopped(string Reason) : DialReport;
}

/// <summary>A trunk at one moment.</summary>
public sealed record TrunkSnapshot(
    TrunkId Trunk, TrunkLimits Limits, int Live, IReadOnlyDictionary<string, int> Shares,
    [property: JsonPropertyName("ClosedUntil")] DateTimeOffset? OpenUntil, string? Stopped);

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
