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
    [InlineData(0)]
    [InlineData(-1)]
    public void Whoever_wants_none_is_not_put_into_line(int wanted) => new DialPacing(1).Ask("b", wanted, Some.Instant).ShouldBe((0, null));
}
