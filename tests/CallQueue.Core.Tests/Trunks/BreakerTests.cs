namespace CallQueue.Trunks;

public sealed class BreakerTests
{
    private static readonly DateTimeOffset Now = Some.Instant;
    private readonly Breaker _breaker = new();

    [Fact]
    public void Four_failures_are_the_calls_own_the_fifth_in_half_a_minute_is_the_accounts()
    {
        for (int i = 0; i < 4; i++) _breaker.Fail(false, null, Now + Some.Seconds(i)).ShouldBeFalse();
        _breaker.OpenUntil.ShouldBeNull();
        _breaker.Fail(false, null, Now + Some.Seconds(4)).ShouldBeTrue();
        _breaker.OpenUntil.ShouldBe(Now + Some.Seconds(5));
    }

    [Fact]
    public void Failures_far_apart_never_close_it()
    {
        for (int i = 0; i < 50; i++) _breaker.Fail(false, null, Now + Some.Seconds(i * 8)).ShouldBeFalse();
    }

    [Fact]
    public void A_request_to_slow_down_closes_it_at_once_for_as_long_as_asked_and_is_only_ever_extended()
    {
        _breaker.Fail(true, Some.Seconds(30), Now).ShouldBeTrue();
        _breaker.OpenUntil.ShouldBe(Now + Some.Seconds(30));
        _breaker.Fail(true, Some.Seconds(5), Now).ShouldBeTrue();
        _breaker.OpenUntil.ShouldBe(Now + Some.Seconds(30));
        _breaker.Fail(true, Some.Seconds(40), Now);
        _breaker.OpenUntil.ShouldBe(Now + Some.Seconds(40));
    }

    [Theory]
    [InlineData(int.MaxValue, 600)]
    [InlineData(601, 600)]
    [InlineData(599, 599)]
    [InlineData(0, 1)]
    [InlineData(-30, 1)]
    public void A_pause_is_asked_for_within_reason_or_is_our_own(int asked, int seconds)
    {
        _breaker.Fail(true, Some.Seconds(asked), Now).ShouldBeTrue();
        _breaker.OpenUntil.ShouldBe(Now + Some.Seconds(seconds));
        _breaker.Fail(true, Some.Seconds(int.MaxValue), Now);
        _breaker.OpenUntil.ShouldBe(Now + Some.Minutes(10), "a second answer of the same kind may only extend it as far");
    }

    [Fact]
    public void Each_time_it_closes_for_longer_up_to_a_minute_and_starts_anew_once_it_was_open_for_as_long()
    {
        DateTimeOffset now = Now;
        foreach (int seconds in new[] { 1, 2, 4, 8, 16, 32, 60, 60 })
        {
            _breaker.Fail(true, null, now);
            _breaker.OpenUntil.ShouldBe(now + Some.Seconds(seconds));
            now = _breaker.OpenUntil!.Value;
        }

        now += Some.Seconds(59);
        _breaker.Fail(true, null, now);
        _breaker.OpenUntil.ShouldBe(now + Some.Minutes(1));
        now = _breaker.OpenUntil!.Value + Some.Minutes(1);
        _breaker.Fail(true, null, now);
        _breaker.OpenUntil.ShouldBe(now + Some.Seconds(1));
    }

    [Fact]
    public void Throttled_now_and_then_it_closes_for_a_second_each_time()
    {
        for (int i = 0; i < 50; i++)
        {
            DateTimeOffset now = Now + Some.Seconds(i * 11);
            _breaker.Fail(true, null, now);
            _breaker.OpenUntil.ShouldBe(now + Some.Seconds(1));
        }
    }

    [Fact]
    public void Reopened_it_has_forgotten_everything()
    {
        _breaker.Fail(true, Some.Seconds(30), Now);
        _breaker.Reset();
        _breaker.OpenUntil.ShouldBeNull();
        _breaker.Fail(false, null, Now).ShouldBeFalse();
    }
}
