namespace CallQueue.Trunks;

public sealed class ChannelSharesTests
{
    [Fact]
    public void The_division_is_max_min_fair()
    {
        Property.Holds(Property.Steps(12), steps =>
        {
            int channels = steps[0] % 60;
            TrunkBooking[] bookings = [.. steps.Skip(2).Take(1 + (steps[1] % 10)).Select((step, i) => new TrunkBooking($"b{i}", 1, step % 40, 0))];
            IReadOnlyDictionary<string, int> shares = ChannelShares.Divide(channels, bookings);
            shares.Values.Sum().ShouldBe(Math.Min(channels, bookings.Sum(b => b.Demand)));
            foreach (TrunkBooking short_ in bookings.Where(b => shares[b.Business] < b.Demand))
                shares.Values.Max().ShouldBeLessThanOrEqualTo(shares[short_.Business] + 1, "nobody has more while somebody wants more");
        }, tests: 1000);
    }
}
