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

    [Fact]
    public void With_weights_and_reservations_nobody_has_more_for_its_weight_while_another_wants_more()
    {
        Property.Holds(Property.Steps(20), steps =>
        {
            int channels = steps[0] % 60;
            TrunkBooking[] bookings =
            [
                .. steps.Skip(2).Take(2 * (1 + (steps[1] % 9))).Chunk(2)
                    .Select((step, i) => new TrunkBooking($"b{i}", 1, step[0] % 40, 0) { Part = new TrunkPart(1 + (step[1] % 5), step[1] % 4 == 0 ? step[1] % 7 : 0) }),
            ];
            if (bookings.Sum(b => b.Reserved) > channels) return;
            IReadOnlyDictionary<string, int> shares = ChannelShares.Divide(channels, bookings);
            int kept = bookings.Sum(b => Math.Max(0, b.Reserved - b.Demand));
            shares.Values.Sum().ShouldBe(Math.Min(channels - kept, bookings.Sum(b => b.Demand)));
            foreach (TrunkBooking one in bookings)
            {
                shares[one.Business].ShouldBeInRange(Math.Min(one.Reserved, one.Demand), one.Demand);
                foreach (TrunkBooking other in bookings.Where(b => shares[b.Business] > b.Reserved && shares[one.Business] < one.Demand))
                    ((shares[other.Business] - 1.0) / other.Weight).ShouldBeLessThanOrEqualTo((shares[one.Business] + 1.0) / one.Weight);
            }
        }, tests: 1000);
    }

    [Theory]
    [InlineData(100, new[] { 1, 2, 4 }, new[] { 100, 100, 100 }, new[] { 14, 29, 57 })]
    [InlineData(100, new[] { 1, 2, 4 }, new[] { 100, 100, 10 }, new[] { 30, 60, 10 })]
    [InlineData(7, new[] { 4, 1, 1 }, new[] { 2, 9, 9 }, new[] { 2, 3, 2 })]
    public void Channels_are_divided_by_weight_and_what_one_does_not_want_goes_to_the_others(int channels, int[] weights, int[] demands, int[] expected) =>
        ChannelShares.Divide(channels, [.. weights.Select((weight, i) => new TrunkBooking($"b{i}", 1, demands[i], 0) { Part = new TrunkPart(weight) })])
            .OrderBy(share => share.Key, StringComparer.Ordinal).Select(share => share.Value).ShouldBe(expected);

    [Fact]
    public void Reserved_channels_are_not_lent_to_others_and_too_many_of_them_are_cut_alike()
    {
        TrunkBooking Idle(string business, int reserved, int demand = 0) => new(business, 1, demand, 0) { Part = new TrunkPart(Reserved: reserved) };
        ChannelShares.Divide(10, [Idle("a", 3), new("b", 1, 100, 0)])["b"].ShouldBe(7);
        ChannelShares.Divide(10, [Idle("a", 3, 2), new("b", 1, 100, 0)]).ShouldBe(new Dictionary<string, int> { ["a"] = 2, ["b"] = 7 }, ignoreOrder: true);
        ChannelShares.Divide(10, [Idle("a", 30, 100), Idle("b", 10, 100)]).OrderBy(share => share.Key, StringComparer.Ordinal).Select(share => share.Value).ShouldBe([8, 2]);
    }

    [Theory]
    [InlineData(30, 100, new[] { 1 })]
    [InlineData(130, 100, new[] { 1 })]
    [InlineData(3, 6, new[] { 1, 2, 4 })]
    [InlineData(1, 3, new[] { 1, 2, 4 })]
    public void Over_time_everybody_gets_its_part_also_where_there_are_fewer_channels_than_businesses(int channels, int businesses, int[] weights)
    {
        var credits = new ShareCredits();
        TrunkBooking[] bookings = [.. Enumerable.Range(0, businesses).Select(i => new TrunkBooking($"b{i}", 1, 100, 0) { Part = new TrunkPart(weights[i % weights.Length]) })];
        double[] had = new double[businesses];
        int steps = 60 * businesses;
        for (int step = 0; step < steps; step++)
        {
            credits.Advance(Some.Instant + Some.Seconds(step), channels, bookings);
            IReadOnlyDictionary<string, int> shares = ChannelShares.Divide(channels, bookings, credits.Of);
            shares.Values.Sum().ShouldBe(channels);
            bookings = [.. bookings.Select(b => b with { Share = shares[b.Business] })];
            for (int i = 0; i < businesses; i++) had[i] += bookings[i].Share;
        }

        double sum = bookings.Sum(b => b.Weight);
        for (int i = 0; i < businesses; i++) (had[i] / steps).ShouldBe(channels * bookings[i].Weight / sum, channels * bookings[i].Weight / sum * 0.03, $"{i}");
    }
}
