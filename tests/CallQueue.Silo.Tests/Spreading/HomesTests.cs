using Orleans.Runtime;

namespace CallQueue.Spreading;

public sealed class HomesTests
{
    private static readonly string[] Businesses = [.. Enumerable.Range(0, 3_000).Select(n => $"business-{n}")];

    [Theory]
    [InlineData("acme", "acme")]
    [InlineData("acme~run-7", "acme")]
    [InlineData("acme~17", "acme")]
    [InlineData("everybody:17", "everybody:17")]
    [InlineData("~odd", "~odd")]
    public void An_actor_belongs_to_the_business_in_its_key(string key, string business) => Homes.BusinessIn(key).ShouldBe(business);

    [Fact]
    public void A_silo_that_joins_takes_its_share_and_moves_nothing_else()
    {
        SiloAddress[] after = SomeSilos.Of(5), before = after[..4];
        string[] moved = [.. Businesses.Where(each => !Homes.ByHash(each, before).Equals(Homes.ByHash(each, after)))];
        moved.ShouldAllBe(each => Homes.ByHash(each, after).Equals(after[4]));
        moved.Length.ShouldBeInRange(500, 700); // A fifth of 3,000, within four standard deviations.
    }

    [Fact]
    public void Every_silo_has_about_the_same_share_in_whatever_order_they_are_listed()
    {
        SiloAddress[] silos = SomeSilos.Of(5);
        foreach (IGrouping<SiloAddress, string> share in Businesses.GroupBy(each => Homes.ByHash(each, silos))) share.Count().ShouldBeInRange(500, 700);
        Businesses.ShouldAllBe(each => Homes.ByHash(each, silos).Equals(Homes.ByHash(each, silos.Reverse().ToArray())));
    }

    [Fact]
    public void A_business_that_was_moved_stays_moved_while_that_silo_is_there()
    {
        SiloAddress[] silos = SomeSilos.Of(3);
        SiloAddress hashed = Homes.ByHash("acme", silos), other = silos.First(silo => !silo.Equals(hashed));
        var homes = new Homes();
        homes.Take(new Dictionary<string, SiloAddress> { ["acme"] = other });
        homes.Of("acme", silos).ShouldBe(other);
        homes.MovedTo(other).ShouldBe(["acme"]);
        homes.Of("acme", [.. silos.Where(silo => !silo.Equals(other))]).ShouldBe(hashed);
    }
}
