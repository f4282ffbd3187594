namespace CallQueue.Trunks;

/// <summary>A carrier account as operators see it. <paramref name="State"/>: open, paused or stopped.</summary>
/// <param name="Channels">Live calls that it can have at once.</param>
/// <param name="DialsPerSecond">Null: not paced.</param>
/// <param name="Shares">The channels that each business may use now.</param>
/// <param name="PausedUntil">When dialing goes on after a pause that the carrier asked for, or that failing dials caused; null: it is not paused.</param>
/// <param name="Stop">Why it does not accept calls at all; null: it takes them.</param>
/// <param name="BusinessStops">Businesses whose own calls the carrier rejects.</param>
internal sealed record TrunkView(
    string Id, string Carrier, string State, int Channels, double? DialsPerSecond, IReadOnlyDictionary<string, int> Shares, DateTimeOffset? PausedUntil,
    TrunkStopView? Stop, IReadOnlyList<BusinessStopView> BusinessStops)
{
    public static TrunkView Of(TrunkSnapshot trunk, string carrier) => new(
        trunk.Trunk.Value, carrier, trunk.Stop is not null ? "stopped" : trunk.OpenUntil is not null ? "paused" : "open",
        trunk.Limits.Channels, trunk.Limits.DialsPerSecond, trunk.Shares, trunk.OpenUntil,
        trunk.Stop is { } stop ? new TrunkStopView(stop.Reason, stop.Since, stop.ProbeAt, stop.Probes) : null,
        [.. trunk.BusinessStops.Select(one => new BusinessStopView(one.Key, one.Value.Reason, one.Value.Since, one.Value.ProbeAt, one.Value.Probes))]);
}

/// <summary>Why an account does not accept calls. From <paramref name="ProbeAt"/> on, the next call is dialed as a probe.</summary>
internal sealed record TrunkStopView(string Reason, DateTimeOffset StoppedAt, DateTimeOffset ProbeAt, int RejectedProbes);

/// <summary>Why the carrier rejects the calls of one business.</summary>
internal sealed record BusinessStopView(string BusinessId, string Reason, DateTimeOffset StoppedAt, DateTimeOffset ProbeAt, int RejectedProbes);

/// <summary>All carrier accounts.</summary>
internal sealed record TrunkList(IReadOnlyList<TrunkView> Trunks);
