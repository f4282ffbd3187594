using Orleans.Runtime;

namespace CallQueue.Spreading;

/// <summary>No I/O: which businesses move to another silo because of the load.</summary>
internal static class SpreadRule
{
    /// <summary>The busiest silo may have so many times the mean before anything moves.</summary>
    public const double Tolerance = 1.15;

    /// <summary>Below so many requests a second on the busiest silo nothing moves: a move would cost more than it brings.</summary>
    public const double LeastLoad = 10;

    /// <summary>The most businesses that move at once.</summary>
    public const int MostMoves = 8;

    /// <summary>
    /// The moves that bring the silos closest to the mean, at most <see cref="MostMoves"/>: always from the busiest silo to the idlest one, the business
    /// whose load is nearest to half of their difference. None when no move would make the busiest silo less busy, as with one very large business.
    /// </summary>
    public static IReadOnlyList<SpreadMove> Decide(IReadOnlyList<SiloLoad> silos)
    {
        List<SpreadMove> moves = [];
        if (silos.Count < 2) return moves;
        var loads = silos.ToDictionary(silo => silo.Silo, silo => silo.Total);
        var movable = silos.ToDictionary(silo => silo.Silo, silo => silo.Businesses.ToDictionary(each => each.Business, each => each.Load));
        double mean = loads.Values.Average();
        while (moves.Count < MostMoves)
        {
            // By address when equal, so that the same loads give the same moves.
            SiloAddress busiest = loads.OrderByDescending(each => each.Value).ThenBy(each => each.Key).First().Key;
            SiloAddress idlest = loads.OrderBy(each => each.Value).ThenBy(each => each.Key).First().Key;
            double gap = loads[busiest] - loads[idlest];
            if (loads[busiest] < LeastLoad || loads[busiest] <= mean * Tolerance) break;
            KeyValuePair<string, double>[] fitting = [.. movable[busiest].Where(each => each.Value > 0 && each.Value < gap * 0.9)];
            if (fitting.Length == 0) break;
            (string business, double load) = fitting.OrderBy(each => Math.Abs(each.Value - (gap / 2))).ThenBy(each => each.Key, StringComparer.Ordinal).First();
            movable[busiest].Remove(business);
            (loads[busiest], loads[idlest]) = (loads[busiest] - load, loads[idlest] + load);
            moves.Add(new SpreadMove(business, idlest));
        }

        return moves;
    }
}

/// <summary>The load of a silo, in requests per second.</summary>
/// <param name="Silo">The silo.</param>
/// <param name="Total">Of all its businesses.</param>
/// <param name="Businesses">Of its busiest businesses.</param>
internal sealed record SiloLoad(SiloAddress Silo, double Total, IReadOnlyList<BusinessLoad> Businesses);

/// <summary>A business gets a home of its own.</summary>
internal readonly record struct SpreadMove(string Business, SiloAddress To);
