namespace CallQueue.Trunks;

/// <summary>
/// No I/O: the stops of a carrier account, of everybody or of one business, and the calls that probe whether they still hold. One
/// probe at a time: it ends the stop when the carrier accepts it, and makes the next one wait longer when the carrier rejects it,
/// from seconds up to minutes. What the carrier did with a probe may never be reported; then another one is given after a while.
/// </summary>
/// <param name="probeLasts">Longer than a call takes from its permission to the carrier's answer.</param>
internal sealed class TrunkStops(TimeSpan probeLasts)
{
    private static readonly TimeSpan FirstProbeAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>Probes on their way, by the business whose stop they try; the empty id is the whole account. Memory of this instance: losing it costs one call more.</summary>
    private readonly Dictionary<string, DateTimeOffset> _probing = new(StringComparer.Ordinal);

    /// <summary>The stop that applies to a business now: that of the account first.</summary>
    public static TrunkStop? Of(TrunkRoot root, string business) => root.Stop ?? root.BusinessStops?.GetValueOrDefault(business);

    /// <summary>A record of an earlier version has the reason only: it is probed at once.</summary>
    public static TrunkRoot Upgrade(TrunkRoot root, DateTimeOffset now) =>
        root is { Stopped: { } reason, Stop: null } ? root with { Stop = new TrunkStop(reason, now, now, 0) } : root;

    /// <summary>
    /// When the business may ask for a probe; null when nothing stops it. A business with a stop of its own does not probe the account
    /// before that: the carrier would reject its call for another reason.
    /// </summary>
    public DateTimeOffset? ProbeAt(TrunkRoot root, string business) => Of(root, business) is not { } stop ? null
        : new[] { stop.ProbeAt, root.BusinessStops?.GetValueOrDefault(business)?.ProbeAt ?? stop.ProbeAt, _probing.GetValueOrDefault(Scope(root, business)) }.Max();

    /// <summary>Whether a business that has a call to dial may dial it as a probe: then nobody else may until its result is known or overdue.</summary>
    public bool TryProbe(TrunkRoot root, string business, DateTimeOffset now)
    {
        // Further off than any wait: the clock was set back since, and the stop would last until it has caught up.
        if (ProbeAt(root, business) is not { } at || (at > now && at <= now + LongestWait)) return false;
        _probing[Scope(root, business)] = now + probeLasts;
        return true;
    }

    /// <summary>The root after a call was rejected. Calls that were on their way when it stopped change nothing.</summary>
    public TrunkRoot Stop(TrunkRoot root, DialReport.Stopped report, DateTimeOffset now)
    {
        TrunkStop? known = report.Business is { } business ? root.BusinessStops?.GetValueOrDefault(business.Value) : root.Stop;
        if (known is not null && !report.Probe) return root;
        int probes = known is null ? 0 : known.Probes + 1;
        var stop = new TrunkStop(report.Reason, known?.Since ?? now, now + Backoff(probes), probes);
        _probing.Remove(report.Business?.Value ?? "");
        return report.Business is { } one ? With(root, one.Value, stop) : root with { Stop = stop, Stopped = stop.Reason };
    }

    /// <summary>The root after the carrier accepted a probe of a business: neither the account nor that business is stopped.</summary>
    public TrunkRoot Accepted(TrunkRoot root, string business)
    {
        _probing.Remove("");
        _probing.Remove(business);
        return With(root with { Stop = null, Stopped = null }, business, null);
    }

    /// <summary>The root after an operator has reopened the trunk.</summary>
    public TrunkRoot Reopened(TrunkRoot root)
    {
        _probing.Clear();
        return root with { Stop = null, Stopped = null, BusinessStops = null };
    }

    /// <summary>5, 10, 20 … seconds, at most 5 minutes.</summary>
    private static TimeSpan Backoff(int probes)
    {
        TimeSpan wait = FirstProbeAfter * Math.Pow(2, Math.Min(probes, 16));
        return wait < LongestWait ? wait : LongestWait;
    }

    private static string Scope(TrunkRoot root, string business) => root.Stop is null ? business : "";

    private static TrunkRoot With(TrunkRoot root, string business, TrunkStop? stop)
    {
        var stops = new Dictionary<string, TrunkStop>(root.BusinessStops ?? new Dictionary<string, TrunkStop>(), StringComparer.Ordinal);
        if (stop is null) stops.Remove(business);
        else stops[business] = stop;
        return root with { BusinessStops = stops.Count == 0 ? null : stops };
    }
}
