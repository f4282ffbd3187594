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
    /// whose load is nearest to half of their difference. A silo that no move would make less busy, as with one very large business, is passed over.
    /// </summary>
    public static IReadOnlyList<SpreadMove> Decide(IReadOnlyList<SiloLoad> silos)
    {
        List<SpreadMove> moves = [];
        if (silos.Count < 2) return moves;
        var loads = silos.ToDictionary(silo => silo.Silo, silo => silo.Total);
        var movable = silos.ToDictionary(silo => silo.Silo, silo => silo.Businesses.ToDictionary(each => each.Business, each => each.Load));
        double mean = loads.Values.Average();
        while (moves.Count < MostMoves && Best() is var (business, load, from, to))
        {
            movable[from].Remove(business);
            (loads[from], loads[to]) = (loads[from] - load, loads[to] + load);
            moves.Add(new SpreadMove(business, to));
        }

        return moves;

        // By address and name when equal, so that the same loads give the same moves.
        (string Business, double Load, SiloAddress From, SiloAddress To)? Best()
        {
            (SiloAddress to, double least) = loads.OrderBy(each => each.Value).ThenBy(each => each.Key).First();
            foreach ((SiloAddress from, double most) in loads.OrderByDescending(each => each.Value).ThenBy(each => each.Key))
            {
                if (most < LeastLoad || most <= mean * Tolerance) break;
                double gap = most - least;
                KeyValuePair<string, double>[] fitting = [.. movable[from].Where(each => each.Value > 0 && each.Value < gap * 0.9)];
                if (fitting.Length == 0) continue;
                (string business, double load) = fitting.OrderBy(each => Math.Abs(each.Value - (gap / 2))).ThenBy(each => each.Key, StringComparer.Ordinal).First();
                return (business, load, from, to);
            }

            return null;
        }
    }
}


/// <summary>The load of a silo, in requests per second.</summary>
/// <param name="Silo">The silo.</param>
/// <param name="Total">Of all its businesses.</param>
/// <param name="Businesses">Of its busiest businesses.</param>
internal sealed record SiloLoad(SiloAddress Silo, double Total, IReadOnlyList<BusinessLoad> Businesses);

/// <summary>A business gets a home of its own.</summary>
internal readonly record struct SpreadMove(string Business, SiloAddress To);
