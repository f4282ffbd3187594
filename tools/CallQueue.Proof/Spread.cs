using System.Globalization;
using System.Net;
using CallQueue.Spreading;
using Orleans.Runtime;

namespace CallQueue.Proof;

/// <summary>
/// How evenly businesses are spread over silos, calculated with the product's own rules: by the hash alone, after the moves because of the load, and what a
/// silo that joins or dies makes move. No silo is started.
/// </summary>
internal static class Spread
{
    private const int MostRounds = 40;
    private const double LoadPerBusiness = 50;

    private static readonly int[] SiloCounts = [1, 2, 3, 5, 10, 30, 100];
    private static readonly int[] BusinessCounts = [20, 100, 1_000, 10_000];

    /// <summary>Prints the table as Markdown.</summary>
    public static void Print(TextWriter output)
    {
        output.WriteLine("| businesses | silos | loads | busiest silo by hash | after the moves | largest business | moves, rounds of 15 s | moved by a join | after it | moved by a death | after it |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (int businesses in BusinessCounts)
            foreach (int silos in SiloCounts)
                foreach (bool isEqual in (bool[])[true, false])
                    output.WriteLine(Row(businesses, silos, isEqual));
    }

    private static string Row(int businesses, int count, bool isEqual)
    {
        SiloAddress[] all = [.. Enumerable.Range(1, count + 1).Select(n => SiloAddress.New(IPAddress.Loopback, 11_000 + n, 7))];
        SiloAddress[] silos = all[..count];
        var world = new SpreadWorld(Loads(businesses, isEqual));
        world.Place(silos);
        double byHash = world.MostOverMean(silos), largest = world.Largest(silos);
        (int moves, int rounds) = world.Settle(silos);
        double settled = world.MostOverMean(silos);
        int joined = world.Place(all);
        world.Settle(all);
        double afterJoin = world.MostOverMean(all);
        SiloAddress[] survivors = all[1..];
        int died = world.Place(survivors);
        world.Settle(survivors);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {businesses:N0} | {count} | {(isEqual ? "equal" : "Zipf")} | {byHash:0.00} | {settled:0.00} | {largest:0.00} | {moves}, {rounds} | {joined} | {afterJoin:0.00} | {died} | {world.MostOverMean(survivors):0.00} |");
    }

    /// <summary>Equal loads, or such that the second largest has half of the largest one's, the third a third, and so on.</summary>
    private static Dictionary<string, double> Loads(int businesses, bool isEqual)
    {
        double harmonic = Enumerable.Range(1, businesses).Sum(n => 1.0 / n);
        return Enumerable.Range(1, businesses).ToDictionary(n => $"business-{n}", n => isEqual ? LoadPerBusiness : LoadPerBusiness * businesses / (n * harmonic));
    }

    /// <summary>Businesses with their homes.</summary>
    private sealed class SpreadWorld(Dictionary<string, double> loads)
    {
        private readonly Dictionary<string, SiloAddress> _moved = [];
        private readonly Homes _homes = new();
        private Dictionary<string, SiloAddress> _at = [];

        /// <summary>Everything goes home; how many moved.</summary>
        public int Place(SiloAddress[] silos)
        {
            foreach (string business in _moved.Where(each => !silos.Contains(each.Value)).Select(each => each.Key).ToList()) _moved.Remove(business);
            _homes.Take(_moved);
            Dictionary<string, SiloAddress> before = _at;
            _at = loads.Keys.ToDictionary(business => business, business => _homes.Of(business, silos));
            return _at.Count(each => before.TryGetValue(each.Key, out SiloAddress? was) && !was.Equals(each.Value));
        }

        /// <summary>Compares and moves until nothing moves any more.</summary>
        public (int Moves, int Rounds) Settle(SiloAddress[] silos)
        {
            int moves = 0, rounds = 0;
            while (rounds < MostRounds && SpreadRule.Decide(Silos(silos)) is { Count: > 0 } decided)
            {
                foreach (SpreadMove move in decided) _moved[move.Business] = move.To;
                moves += Place(silos);
                rounds++;
            }

            return (moves, rounds);
        }

        public double MostOverMean(SiloAddress[] silos) => Silos(silos) is var loaded ? loaded.Max(silo => silo.Total) / loaded.Average(silo => silo.Total) : 0;

        /// <summary>The largest business in times the mean of the silos: it can't be divided.</summary>
        public double Largest(SiloAddress[] silos) => loads.Values.Max() / (loads.Values.Sum() / silos.Length);

        /// <summary>As the silos report themselves: each with its 100 busiest businesses.</summary>
        private SiloLoad[] Silos(SiloAddress[] silos)
        {
            ILookup<SiloAddress, BusinessLoad> here = _at.ToLookup(each => each.Value, each => new BusinessLoad(each.Key, loads[each.Key]));
            return [.. silos.Select(silo => new SiloLoad(silo, here[silo].Sum(each => each.Load), [.. here[silo].OrderByDescending(each => each.Load).Take(100)]))];
        }
    }
}
