namespace CallQueue.Carriers;

public sealed class CarrierClockTests
{
    private static readonly DateTimeOffset Theirs = Some.Instant.AddMinutes(-3);
    private readonly SetTime _time = new();
    private readonly CarrierClock _clock;

    public CarrierClockTests() => _clock = new CarrierClock(_time);

    [Fact]
    public void It_is_unknown_before_the_first_answer_and_goes_on_by_elapsed_time_after_it()
    {
        _clock.Time().ShouldBeNull();
        Answer(Theirs, took: 0.2);
        CarrierTime read = _clock.Time()!.Value;
        (read.Now - Theirs, read.Uncertainty).ShouldBe((Some.Seconds(0.6), Some.Seconds(0.6)));
        _time.Pass(Some.Minutes(10));
        (_clock.Time()!.Value.Now - read.Now).ShouldBe(Some.Minutes(10));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(-60)]
    [InlineData(3)]
    public void After_our_clock_was_set_it_is_unknown_until_the_next_answer(int seconds)
    {
        Answer(Theirs);
        _time.Pass(Some.Seconds(5));
        _time.Now += Some.Seconds(seconds);
        _clock.Time().ShouldBeNull();
        Answer(Theirs + Some.Seconds(5));
        (_clock.Time()!.Value.Now - Theirs).TotalSeconds.ShouldBe(5, 1.2);
    }

    [Fact]
    public void A_small_correction_does_not_matter_and_a_reading_does_not_last_for_ever()
    {
        Answer(Theirs);
        _time.Now += Some.Seconds(1);
        _clock.Time().ShouldNotBeNull();
        _time.Pass(TimeSpan.FromHours(6));
        _clock.Time().ShouldBeNull();
    }

    [Fact]
    public void A_slow_answer_does_not_replace_a_quick_one()
    {
        Answer(Theirs, took: 0.1);
        CarrierTime quick = _clock.Time()!.Value;
        Answer(Theirs + Some.Seconds(9), took: 20);
        (_clock.Time()!.Value.Now - quick.Now).ShouldBe(Some.Seconds(20));
    }

    private void Answer(DateTimeOffset date, double took = 0.1)
    {
        long sentAt = _time.GetTimestamp();
        _time.Pass(Some.Seconds(took));
        _clock.Read(date, sentAt);
    }
}
