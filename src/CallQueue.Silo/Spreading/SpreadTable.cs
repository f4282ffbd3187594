using Orleans.Runtime;

namespace CallQueue.Spreading;

/// <summary>No I/O: the last report of each silo, and the businesses that were moved because of the load.</summary>
/// <param name="time">The clock: elapsed time only.</param>
internal sealed class SpreadTable(TimeProvider time)
{
    /// <summary>A silo that was silent for so long is left out.</summary>
    public static readonly TimeSpan Stale = TimeSpan.FromSeconds(15);

    /// <summary>From a change of the silos to the first move: one that has just started may not have reported yet.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(12);

    /// <summary>From a move to the next one because of the load: until then the reports do not show what it has changed.</summary>
    public static readonly TimeSpan BetweenMoves = TimeSpan.FromSeconds(15);

    /// <summary>The most homes that are remembered; beyond it only the hash decides.</summary>
    private const int MostMoved = 10_000;

    private readonly Dictionary<SiloAddress, (SpreadReport Report, long At)> _reports = [];
    private readonly Dictionary<string, SiloAddress> _moved = [];
    private long _changedAt = time.GetTimestamp();
    private long? _movedAt;

    /// <summary>Takes a report and decides.</summary>
    public SpreadAnswer Take(SpreadReport report)
    {
        long now = time.GetTimestamp();
        int before = _reports.Count;
        foreach (SiloAddress gone in _reports.Where(each => time.GetElapsedTime(each.Value.At, now) > Stale).Select(each => each.Key).ToList()) Forget(gone);
        if (!_reports.ContainsKey(report.Silo) || _reports.Count != before) _changedAt = now;
        _reports[report.Silo] = (report, now);
        foreach (string business in report.MovedHere) if (_moved.Count < MostMoved) _moved.TryAdd(business, report.Silo);

        bool isSettled = time.GetElapsedTime(_changedAt, now) >= Settling;
        if (isSettled && !(_movedAt is { } movedAt && time.GetElapsedTime(movedAt, now) < BetweenMoves)) Move(now);
        return new SpreadAnswer(new Dictionary<string, SiloAddress>(_moved), isSettled ? [.. _reports.Keys] : null);
    }

    private void Move(long now)
    {
        IReadOnlyList<SpreadMove> moves = SpreadRule.Decide([.. _reports.Values.Select(each => new SiloLoad(each.Report.Silo, each.Report.Total, each.Report.Businesses))]);
        foreach (SpreadMove move in moves) if (_moved.Count < MostMoved || _moved.ContainsKey(move.Business)) _moved[move.Business] = move.To;
        if (moves.Count > 0) _movedAt = now;
    }

    /// <summary>The silo is gone: the hash decides again for what was moved to it.</summary>
    private void Forget(SiloAddress silo)
    {
        _reports.Remove(silo);
        foreach (string business in _moved.Where(each => each.Value.Equals(silo)).Select(each => each.Key).ToList()) _moved.Remove(business);
    }
}
