using CallQueue.Rates;

namespace CallQueue.Guards;

public sealed class DialPageTests
{
    private static readonly RateRule[] ThreeADay = [new(3, TimeSpan.FromHours(24))];

    [Theory]
    // dials at hours → asked at hour → may be called again at hour (-1: now)
    [InlineData("", 0, -1)]
    [InlineData("0 1", 2, -1)]
    [InlineData("0 1 2", 3, 24)]
    [InlineData("0 1 2", 23.999, 24)]
    [InlineData("0 1 2", 24, -1)]
    [InlineData("0 10 20 24", 24.5, 34)] // any 24 hours, not a day of the calendar
    [InlineData("23 23.5 23.9", 24.1, 47)] // midnight forgets nothing
    public void Three_calls_in_any_24_hours(string dials, double asked, double until)
    {
        DialPage page = new(null);
        long lease = 0;
        foreach (string hour in dials.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            DateTimeOffset at = At(double.Parse(hour, System.Globalization.CultureInfo.InvariantCulture));
            page.CappedUntil(Some.Number(), ++lease, ThreeADay, at).ShouldBeNull();
            page = new DialPage(page.With(Note(lease, at), ThreeADay, at));
        }

        page.CappedUntil(Some.Number(), 99, ThreeADay, At(asked)).ShouldBe(until < 0 ? null : At(until));
        page.CappedUntil(Some.Number(2), 99, ThreeADay, At(asked)).ShouldBeNull();
    }

    [Fact]
    public void All_caps_hold_and_the_latest_end_counts()
    {
        RateRule[] caps = [new(1, TimeSpan.FromHours(4)), new(3, TimeSpan.FromDays(7))];
        DialPage page = new(null);
        foreach (int hour in (int[])[0, 4, 8]) page = new DialPage(page.With(Note(hour, At(hour)), caps, At(hour)));
        page.CappedUntil(Some.Number(), 99, caps, At(9)).ShouldBe(At(7 * 24));
        page.CappedUntil(Some.Number(), 99, caps[..1], At(9)).ShouldBe(At(12));
    }

    [Fact]
    public void A_dial_is_noted_once_for_its_lease_and_may_be_given_back()
    {
        RateRule[] once = [new(1, TimeSpan.FromHours(24))];
        DialPage page = new(new DialPage(null).With(Note(7, At(0)), once, At(0)));
        page.CappedUntil(Some.Number(), 7, once, At(1)).ShouldBeNull();
        DialPageRecord again = page.With(Note(7, At(1)), once, At(1));
        again.Dials.ShouldHaveSingleItem().At.ShouldBe(At(1));
        page = new DialPage(again);
        page.CappedUntil(Some.Number(), 8, once, At(2)).ShouldBe(At(25));
        page.Without(Some.Number(), 8).ShouldBeNull();
        page.Without(Some.Number(), 7)!.Dials.ShouldBeEmpty();
    }

    [Fact]
    public void What_no_cap_asks_about_any_more_is_dropped()
    {
        DialPage page = new(null);
        for (int day = 0; day < 400; day++) page = new DialPage(page.With(Note(day, At(24 * day)), ThreeADay, At(24 * day)));
        page.With(Note(1_000, At(24 * 400)), ThreeADay, At(24 * 400)).Dials.Count.ShouldBe(1);
    }

    private static DateTimeOffset At(double hour) => Some.Instant.AddHours(hour);

    private static DialNote Note(long lease, DateTimeOffset at) => new(NumberPlace.DigitsOf(Some.Number()), lease, at);
}
