namespace CallQueue.Rates;

public sealed class RateLimitTests
{
    private static readonly RateRule[] S1 = [new(10, Some.Seconds(60))];

    [Fact]
    public void No_sliding_window_ever_holds_more_dials_than_its_rule_allows() // [S1.35, S3.5, P8]
    {
        RateRule[] rules = [new(10, Some.Seconds(60)), new(3, Some.Seconds(1))];
        Property.Holds(Property.Steps(150), steps =>
        {
            var limit = new RateLimit(rules, []);
            DateTimeOffset now = Some.Instant;
            List<DateTimeOffset> received = [];
            Queue<DateTimeOffset> underWay = new();
            foreach (int step in steps)
            {
                now += TimeSpan.FromMilliseconds(step * 3);
                if (step % 17 == 0) limit = new RateLimit(rules, limit.ToRecord());
                if (step % 3 == 0 && underWay.TryDequeue(out _)) Receive();
                while (limit.Free(now, underWay.Count) > 0) underWay.Enqueue(now);
                if (step % 5 == 0 && underWay.TryDequeue(out _)) Receive();
            }

            foreach (RateRule rule in rules)
                for (int i = rule.Count; i < received.Count; i++) (received[i] - received[i - rule.Count]).ShouldBeGreaterThanOrEqualTo(rule.Period);

            void Receive()
            {
                limit.Record(now);
                received.Add(now);
            }
        }, tests: 200);
    }

    [Fact]
    public void The_next_dial_may_start_exactly_one_period_after_the_oldest()
    {
        var limit = new RateLimit(S1, []);
        for (int i = 0; i < 10; i++) limit.Record(Some.Instant + Some.Seconds(i));
        DateTimeOffset now = Some.Instant + Some.Seconds(20);
        limit.Free(now, 0).ShouldBe(0);
        limit.NextAt(now).ShouldBe(Some.Instant + Some.Seconds(60));
        limit.NextAt(now, 3).ShouldBe(Some.Instant + Some.Seconds(62));
        limit.Free(Some.Instant + Some.Seconds(60) - TimeSpan.FromTicks(1), 0).ShouldBe(0);
        limit.Free(Some.Instant + Some.Seconds(60), 0).ShouldBe(1);
    }

    [Fact]
    public void A_dial_under_way_counts_always_and_is_waited_for()
    {
        var limit = new RateLimit(S1, []);
        limit.Free(Some.Instant, 10).ShouldBe(0);
        limit.Free(Some.Instant + TimeSpan.FromDays(1), 10).ShouldBe(0);
        limit.NextAt(Some.Instant).ShouldBeNull();
    }

    [Fact]
    public void Ten_a_second_lets_ten_a_second_through()
    {
        var limit = new RateLimit([new(10, Some.Seconds(1))], []);
        DateTimeOffset now = Some.Instant;
        int dialed = 0;
        for (; dialed < 1000; now = limit.NextAt(now) ?? now)
            for (int free = limit.Free(now, 0); free > 0 && dialed < 1000; free--, dialed++) limit.Record(now);
        (now - Some.Instant).ShouldBeLessThanOrEqualTo(Some.Seconds(100));
    }

    [Fact]
    public void Above_a_thousand_times_are_rounded_up_never_down_and_the_record_stays_small()
    {
        var limit = new RateLimit([new(100_000, Some.Seconds(60))], []);
        for (int i = 0; i < 100_000; i++) limit.Record(Some.Instant + TimeSpan.FromTicks((i * 5_000L) + 1));
        limit.ToRecord().Single().Count.ShouldBeLessThanOrEqualTo(1001);
        limit.ToRecord().Single().Sum(stamp => stamp.Count).ShouldBe(100_000);
        limit.Free(Some.Instant + Some.Seconds(60), 0).ShouldBe(0);
        limit.Free(Some.Instant + Some.Seconds(60.1), 0).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void New_rules_go_on_counting_what_the_longest_rule_remembers()
    {
        var limit = new RateLimit(S1, []);
        for (int i = 0; i < 6; i++) limit.Record(Some.Instant);
        RateLimit other = limit.Under([new(8, Some.Seconds(30)), new(5, Some.Seconds(10))]);
        other.Free(Some.Instant, 0).ShouldBe(0);
        other.Free(Some.Instant + Some.Seconds(10), 0).ShouldBe(2);
        other.Free(Some.Instant + Some.Seconds(30), 0).ShouldBe(5);
    }

    [Fact]
    public void Without_rules_everything_is_free() => new RateLimit([], []).Free(Some.Instant, 1000).ShouldBe(int.MaxValue);

    [Fact]
    public void A_time_earlier_than_the_last_counts_as_the_last()
    {
        var limit = new RateLimit([new(1, Some.Seconds(10))], []);
        limit.Record(Some.Instant + Some.Seconds(5));
        limit.Record(Some.Instant);
        limit.Free(Some.Instant + Some.Seconds(14), 0).ShouldBe(0);
    }
}
