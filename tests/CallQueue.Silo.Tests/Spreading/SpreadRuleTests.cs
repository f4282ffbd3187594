using Orleans.Runtime;

namespace CallQueue.Spreading;

public sealed class SpreadRuleTests
{
    [Fact]
    public void Nothing_moves_within_the_tolerance_or_when_little_happens()
    {
        SpreadRule.Decide(Silos([50, 50], [45, 45])).ShouldBeEmpty();
        SpreadRule.Decide(Silos([2, 3], [])).ShouldBeEmpty();
        SpreadRule.Decide(Silos([500, 500])).ShouldBeEmpty();
        SpreadRule.Decide([]).ShouldBeEmpty();
    }

    [Fact]
    public void One_large_business_stays_and_the_small_ones_leave_it_alone()
    {
        SpreadRule.Decide(Silos([1_000], [10])).ShouldBeEmpty();
        SpreadRule.Decide(Silos([1_000, 40, 30], [10])).Select(move => move.Business).ShouldBe(["0-1", "0-2"]);
    }

    [Fact]
    public void A_silo_that_can_not_shed_its_load_does_not_keep_the_others_from_doing_so()
    {
        IReadOnlyList<SpreadMove> moves = SpreadRule.Decide(Silos([1_000], [300, 300, 300], [10], [10]));
        moves.Select(move => move.Business).ShouldBe(["1-0", "1-1"], ignoreOrder: true);
        moves.Select(move => move.To).ShouldBe(SomeSilos.Of(4)[2..], ignoreOrder: true);
    }

    [Theory]
    [InlineData(20, 2)]
    [InlineData(20, 3)]
    [InlineData(60, 5)]
    public void Businesses_of_one_silo_are_spread_in_a_few_rounds(int businesses, int count)
    {
        double[][] loads = [[.. Enumerable.Repeat(50.0, businesses)], .. Enumerable.Repeat(Array.Empty<double>(), count - 1)];
        Settle(Silos(loads)).ShouldBeLessThanOrEqualTo(1.3);
    }

    [Fact]
    public void Whatever_the_loads_are_no_move_makes_the_busiest_silo_busier_and_the_moves_come_to_an_end()
    {
        for (int seed = 1; seed <= 300; seed++)
        {
            var random = new Random(seed);
            double[][] loads = [.. Enumerable.Range(0, random.Next(2, 8)).Select(_ => Enumerable.Range(0, random.Next(0, 30)).Select(_ => Math.Pow(random.NextDouble(), 3) * 200).ToArray())];
            IReadOnlyList<SiloLoad> silos = Silos(loads);
            double most = silos.Max(silo => silo.Total);
            for (int round = 0; SpreadRule.Decide(silos) is { Count: > 0 } moves; round++)
            {
                round.ShouldBeLessThan(200, $"seed {seed}");
                moves.Select(move => move.Business).ShouldBeUnique();
                silos = After(silos, moves);
                silos.Max(silo => silo.Total).ShouldBeLessThanOrEqualTo(most + 1e-9, $"seed {seed}");
                most = silos.Max(silo => silo.Total);
            }
        }
    }

    /// <summary>Moves until nothing moves any more; the busiest silo's load, in times the mean.</summary>
    private static double Settle(IReadOnlyList<SiloLoad> silos)
    {
        for (int round = 0; round < 20 && SpreadRule.Decide(silos) is { Count: > 0 } moves; round++)
        {
            moves.Count.ShouldBeLessThanOrEqualTo(SpreadRule.MostMoves);
            silos = After(silos, moves);
        }

        return silos.Max(silo => silo.Total) / silos.Average(silo => silo.Total);
    }

    private static IReadOnlyList<SiloLoad> After(IReadOnlyList<SiloLoad> silos, IReadOnlyList<SpreadMove> moves)
    {
        Dictionary<string, BusinessLoad> all = silos.SelectMany(silo => silo.Businesses).ToDictionary(each => each.Business);
        return [.. silos.Select(silo =>
        {
            BusinessLoad[] left = [.. silo.Businesses.Where(each => !moves.Any(move => move.Business == each.Business)), .. moves.Where(move => move.To.Equals(silo.Silo)).Select(move => all[move.Business])];
            return new SiloLoad(silo.Silo, left.Sum(each => each.Load), left);
        })];
    }

    /// <summary>Silos with businesses of these loads; the business i of silo s is "s-i".</summary>
    private static IReadOnlyList<SiloLoad> Silos(params double[][] loads) =>
        [.. SomeSilos.Of(loads.Length).Select((silo, s) => new SiloLoad(silo, loads[s].Sum(), [.. loads[s].Select((load, i) => new BusinessLoad($"{s}-{i}", load))]))];
}
