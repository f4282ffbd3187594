namespace CallQueue.Businesses.Measures;

public sealed class ReadyAgesTests
{
    private readonly ReadyAges _ages = new();

    [Fact]
    public void A_call_that_gets_a_slot_in_the_turn_in_which_it_came_has_not_waited()
    {
        _ages.Turned(ready: 0, leased: 1, At(0));
        _ages.Take(At(0)).ShouldBe(TimeSpan.Zero);
        _ages.Since.ShouldBeNull();
    }

    [Fact]
    public void Calls_get_slots_in_the_order_in_which_they_came()
    {
        _ages.Turned(2, 0, At(0));
        _ages.Turned(3, 0, At(10));
        _ages.Since.ShouldBe(At(0));
        _ages.Turned(0, 3, At(60));
        ((double[])[.. Enumerable.Range(0, 3).Select(_ => _ages.Take(At(60)).TotalSeconds)]).ShouldBe([60, 60, 50]);
        _ages.Since.ShouldBeNull();
    }

    [Fact]
    public void Calls_that_left_without_a_slot_were_the_oldest()
    {
        _ages.Turned(2, 0, At(0));
        _ages.Turned(3, 0, At(10));
        _ages.Turned(1, 0, At(20)); // Two were canceled.
        _ages.Since.ShouldBe(At(10));
    }

    [Fact]
    public void The_sum_of_waits_is_right_however_long_the_queue()
    {
        const int Calls = 20_000;
        double arrivals = 0, waits = 0;
        for (int i = 0; i < Calls; i++, arrivals += 2 * i) _ages.Turned(i + 1, 0, At(2 * i));
        DateTimeOffset end = At(2 * Calls);
        _ages.Turned(0, Calls, end);
        for (int i = 0; i < Calls; i++) waits += _ages.Take(end).TotalSeconds;
        double expected = (2.0 * Calls * Calls) - Enumerable.Range(0, Calls).Sum(i => 2.0 * i);
        waits.ShouldBe(expected, expected * 0.001);
        _ages.Since.ShouldBeNull();
    }

    [Fact]
    public void A_clock_that_was_set_back_gives_no_wait_below_zero()
    {
        _ages.Turned(1, 0, At(100));
        _ages.Turned(0, 1, At(50));
        _ages.Take(At(50)).ShouldBe(TimeSpan.Zero);
    }

    private static DateTimeOffset At(double seconds) => Some.Instant.AddSeconds(seconds);
}
