using CallQueue.Commands;
using CallQueue.Rates;

namespace CallQueue;

public sealed class TextTests
{
    [Theory]
    [InlineData("45s", 45)]
    [InlineData("45", 45)]
    [InlineData("30m", 1800)]
    [InlineData("1.5h", 5400)]
    [InlineData("1h30m", 5400)]
    [InlineData("1h 30m", 5400)]
    [InlineData("2d", 172_800)]
    [InlineData("250ms", 0.25)]
    [InlineData("5min", 300)]
    public void A_duration_reads_as_people_type_it(string text, double seconds)
    {
        DurationText.TryParse(text, out TimeSpan duration).ShouldBeTrue();
        duration.TotalSeconds.ShouldBe(seconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-5s")]
    [InlineData("5 parsecs")]
    [InlineData("h")]
    [InlineData("1e9d")]
    [InlineData("999d")]
    [InlineData("1.2.3s")]
    public void What_is_no_duration_is_refused(string text) => DurationText.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("10/60s", 10, 60)]
    [InlineData("10/s", 10, 1)]
    [InlineData("100/h", 100, 3600)]
    [InlineData("1/500ms", 1, 0.5)]
    [InlineData("5 / 2m", 5, 120)]
    public void A_rate_is_dials_per_time(string text, int count, double seconds)
    {
        RateText.TryParse(text, out RateRule? rate).ShouldBeTrue();
        rate.ShouldBe(new RateRule(count, TimeSpan.FromSeconds(seconds)));
    }

    [Theory]
    [InlineData("10")]
    [InlineData("0/s")]
    [InlineData("-1/s")]
    [InlineData("10/0s")]
    [InlineData("x/s")]
    [InlineData("10/s/s")]
    [InlineData("10/60d")]
    public void What_is_no_rate_is_refused(string text) => RateText.TryParse(text, out _).ShouldBeFalse();
}
