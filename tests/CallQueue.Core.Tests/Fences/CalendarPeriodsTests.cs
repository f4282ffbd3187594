using System.Globalization;

namespace CallQueue.Fences;

public sealed class CalendarPeriodsTests
{
    // Europe/Berlin: +01:00, from 2026-03-29 01:00Z +02:00, from 2026-10-25 01:00Z +01:00. Asia/Kolkata: +05:30.
    [Theory] // end of the period before (- for none), now, zone → end of the hour, end of the day
    [InlineData("-", "2026-03-02T09:10:00Z", "UTC", "2026-03-02T10:00:00Z", "2026-03-03T00:00:00Z")]
    [InlineData("-", "2026-03-02T09:00:00Z", "UTC", "2026-03-02T10:00:00Z", "2026-03-03T00:00:00Z")]
    [InlineData("-", "2026-03-02T09:10:00Z", "Asia/Kolkata", "2026-03-02T09:30:00Z", "2026-03-02T18:30:00Z")]
    [InlineData("-", "2026-03-02T23:30:00Z", "Europe/Berlin", "2026-03-03T00:00:00Z", "2026-03-03T23:00:00Z")]
    [InlineData("-", "2026-03-28T23:30:00Z", "Europe/Berlin", "2026-03-29T00:00:00Z", "2026-03-29T22:00:00Z")] // 23 hours
    [InlineData("-", "2026-10-24T22:30:00Z", "Europe/Berlin", "2026-10-24T23:00:00Z", "2026-10-25T23:00:00Z")] // 25 hours
    public void Hours_and_days_end_by_the_clock_of_the_zone(string before, string now, string zone, string hour, string day)
    {
        CalendarPeriods.HourEnd(At(before), At(now), zone).ShouldBe(At(hour));
        CalendarPeriods.DayEnd(At(before), At(now), zone).ShouldBe(At(day));
    }

    [Theory] // end of the period before, now, zone now → end of the day
    [InlineData("2026-03-02T23:00:00Z", "2026-03-02T23:00:00Z", "Europe/Berlin", "2026-03-03T23:00:00Z")]
    [InlineData("2026-03-28T23:00:00Z", "2026-03-28T23:00:00Z", "Europe/Berlin", "2026-03-29T22:00:00Z")]
    [InlineData("2026-03-02T00:00:00Z", "2026-03-02T00:00:00Z", "America/New_York", "2026-03-03T05:00:00Z")] // from UTC: not five hours later
    [InlineData("2026-03-01T00:00:00Z", "2026-03-02T12:00:00Z", "America/New_York", "2026-03-03T05:00:00Z")] // idle since
    public void A_change_of_the_zone_makes_no_day_shorter(string before, string now, string zone, string end) =>
        CalendarPeriods.DayEnd(At(before), At(now), zone).ShouldBe(At(end));

    [Fact]
    public void Nor_any_hour() =>
        CalendarPeriods.HourEnd(At("2026-03-02T09:00:00Z"), At("2026-03-02T09:00:00Z"), "Asia/Kolkata").ShouldBe(At("2026-03-02T10:30:00Z"));

    private static DateTimeOffset At(string text) => text == "-" ? DateTimeOffset.MinValue : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
