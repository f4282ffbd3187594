namespace CallQueue.Trunks;

public sealed class DialPacingTests
{
    [Theory]
    [InlineData(1.0, 1, 1)]
    [InlineData(10.0, 10, 1)]
    [InlineData(0.5, 1, 2)]
    [InlineData(2.5, 5, 2)]
    public void Permits_are_never_more_than_the_account_takes_in_any_stretch_whoever_asks_and_when(double rate, int count, int seconds)
    {
        Property.Holds(Property.Steps(100), steps =>
        {
            var pacing = new DialPacing(rate);
            DateTimeOffset now = Some.Instant;
            List<DateTimeOffset> given = [];
            foreach (int step in steps)
            {
                now += TimeSpan.FromMilliseconds(step % 400);
                (int permits, DateTimeOffset? nextAt) = pacing.Ask($"b{step % 4}", step % 6, now);
                permits.ShouldBeInRange(0, step % 6);
                if (permits < step % 6) nextAt.ShouldNotBeNull().ShouldBeGreaterThan(now);
                for (int i = 0; i < permits; i++) given.Add(now);
            }

            for (int i = count; i < given.Count; i++) (given[i] - given[i - count]).ShouldBeGreaterThanOrEqualTo(Some.Seconds(seconds));
        });
    }

    [Fact]
    public void Businesses_that_come_back_when_told_all_get_their_turns_and_the_rate_is_used_up()
    {
        var pacing = new DialPacing(10);
        var due = Enumerable.Range(0, 4).ToDictionary(i => $"b{i}", _ => Some.Instant);
        var given = due.Keys.ToDictionary(b => b, _ => 0);
        DateTimeOffset end = Some.Instant + Some.Seconds(60);
        while (due.MinBy(d => d.Value) is var (business, now) && now < end)
        {
            (int permits, DateTimeOffset? nextAt) = pacing.Ask(business, 20, now);
            given[business] += permits;
            due[business] = nextAt ?? now + TimeSpan.FromMilliseconds(10);
        }

        given.Values.Sum().ShouldBeInRange(570, 600);
        given.Values.Min().ShouldBeGreaterThan(75, "half of an equal part");
    }

    [Theory]
    [InlineData(10, 3, 600)]
    [InlineData(100, 3, 600)]
    [InlineData(1, 3, 6000)]
    [InlineData(2.5, 3, 2400)]
    public void Permits_are_given_by_weight_however_fast_each_comes_back(double rate, int businesses, int seconds)
    {
        int[] given = Play(rate, [.. Enumerable.Range(0, businesses).Select(i => 1 << i)], seconds, late: (i, n) => (i * 7) + (n % 5));
        given.Sum().ShouldBeGreaterThan((int)(rate * seconds * 0.95));
        double all = given.Sum();
        for (int i = 0; i < businesses; i++) (given[i] / all).ShouldBe((1 << i) / 7.0, (1 << i) / 7.0 * 0.03);
    }

    [Fact]
    public void A_hundred_businesses_get_as_much_as_each_other()
    {
        int[] given = Play(50, [.. Enumerable.Repeat(1, 100)], 300, late: (i, n) => (i * 3 % 40) + (n % 7));
        double jain = Math.Pow(given.Sum(), 2) / (given.Length * given.Sum(n => (double)n * n));
        jain.ShouldBeGreaterThan(0.98);
        given.Sum().ShouldBeGreaterThan((int)(50 * 300 * 0.95));
    }

    [Fact]
    public void One_dial_beside_a_business_that_wants_a_hundred_thousand_gets_every_other_permit()
    {
        var pacing = new DialPacing(1);
        pacing.Ask("large", 100_000, Some.Instant).Permits.ShouldBe(1);
        pacing.Ask("small", 1, Some.Instant + Some.Seconds(0.4)).ShouldBe((0, Some.Instant + Some.Seconds(2)), "the large one is first");
        pacing.Ask("large", 100_000, Some.Instant + Some.Seconds(1)).Permits.ShouldBe(1);
        pacing.Ask("large", 100_000, Some.Instant + Some.Seconds(2)).ShouldBe((0, Some.Instant + Some.Seconds(3.02)), "the free permit is kept for the small one");
        pacing.Ask("small", 1, Some.Instant + Some.Seconds(2)).ShouldBe((1, null));
    }

    /// <summary>Each business always wants many, and comes back some milliseconds after the time that it was told.</summary>
    private static int[] Play(double rate, int[] weights, int seconds, Func<int, int, int> late)
    {
        var pacing = new DialPacing(rate);
        int[] given = new int[weights.Length];
        DateTimeOffset[] due = [.. weights.Select(_ => Some.Instant)];
        DateTimeOffset end = Some.Instant + Some.Seconds(seconds);
        for (int n = 0; due.Min() < end; n++)
        {
            int i = Array.IndexOf(due, due.Min());
            (int permits, DateTimeOffset? nextAt) = pacing.Ask($"b{i}", 50, due[i], weights[i]);
            given[i] += permits;
            due[i] = (nextAt ?? due[i]) + TimeSpan.FromMilliseconds(1 + late(i, n));
        }

        return given;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Whoever_wants_none_is_not_put_into_line(int wanted) => new DialPacing(1).Ask("b", wanted, Some.Instant).ShouldBe((0, null));
}
