using System.Globalization;

namespace CallQueue.Windows;

public sealed class CallingWindowTests
{
    // Europe/London: 2026-03-29 01:00 → 02:00 BST;  2026-10-25 02:00 BST → 01:00.
    [Theory] // window, from (UTC) → may be called (UTC)
    [InlineData("09:00-21:00", "2026-03-02T08:00Z", "2026-03-02T09:00Z")]
    [InlineData("09:00-21:00", "2026-03-02T09:00Z", "2026-03-02T09:00Z")]
    [InlineData("09:00-21:00", "2026-03-02T20:59:59Z", "2026-03-02T20:59:59Z")]
    [InlineData("09:00-21:00", "2026-03-02T21:00Z", "2026-03-03T09:00Z")]
    [InlineData("09:00-21:00", "2026-03-28T22:00Z", "2026-03-29T08:00Z")] // the night of the change is an hour shorter
    [InlineData("01:30-03:00", "2026-03-29T00:30Z", "2026-03-29T01:00Z")] // a skipped start opens at the first instant after
    [InlineData("01:15-01:45", "2026-03-29T00:30Z", "2026-03-30T00:15Z")] // the whole window is skipped that day: 01:00Z is 02:00 on the wall
    [InlineData("01:30-03:00", "2026-10-25T00:00Z", "2026-10-25T00:30Z")] // first 01:30
    [InlineData("20:00-02:00", "2026-03-02T23:00Z", "2026-03-02T23:00Z")] // overnight
    [InlineData("20:00-02:00", "2026-03-02T02:00Z", "2026-03-02T20:00Z")]
    public void In_London(string window, string from, string expected) => Check(window, "Europe/London", from, expected);

    // America/New_York: 2026-03-08 02:00 → 03:00 EDT;  2026-11-01 02:00 EDT → 01:00 EST.
    [Theory]
    [InlineData("09:00-21:00", "2026-03-08T05:00Z", "2026-03-08T13:00Z")]
    [InlineData("02:30-04:00", "2026-03-08T06:30Z", "2026-03-08T07:00Z")]
    [InlineData("09:00-21:00", "2026-11-01T02:00Z", "2026-11-01T14:00Z")]
    public void In_New_York(string window, string from, string expected) => Check(window, "America/New_York", from, expected);

    // Asia/Kathmandu: +05:45 all year.
    [Theory]
    [InlineData("09:00-21:00", "2026-06-01T03:14Z", "2026-06-01T03:15Z")]
    [InlineData("09:00-21:00", "2026-06-01T15:15Z", "2026-06-02T03:15Z")]
    public void In_Kathmandu(string window, string from, string expected) => Check(window, "Asia/Kathmandu", from, expected);

    // Australia/Lord_Howe changes by half an hour: 2026-10-04 02:00 (+10:30) → 02:30 (+11).
    [Theory]
    [InlineData("02:15-05:00", "2026-10-03T15:00Z", "2026-10-03T15:30Z")]
    [InlineData("09:00-21:00", "2026-10-03T10:31Z", "2026-10-03T22:00Z")]
    public void On_Lord_Howe_Island(string window, string from, string expected) => Check(window, "Australia/Lord_Howe", from, expected);

    // Pacific/Apia had no 30 December 2011: 2011-12-29 24:00 (-10) → 2011-12-31 00:00 (+14).
    [Theory]
    [InlineData("09:00-21:00", "2011-12-30T08:00Z", "2011-12-30T19:00Z")]
    public void In_Apia_across_the_day_that_never_was(string window, string from, string expected) => Check(window, "Pacific/Apia", from, expected);

    [Theory]
    [InlineData("09:00-21:00", "09:00-21:00")]
    [InlineData(" 9:00 - 21:30 ", "09:00-21:30")]
    [InlineData("18:00-24:00", "18:00-24:00")]
    [InlineData("09:00-09:00", null)]
    [InlineData("09:00", null)]
    [InlineData("25:00-26:00", null)]
    [InlineData(null, null)]
    public void It_reads_what_people_write(string? text, string? expected)
    {
        CallingWindow.TryParse(text, out CallingWindow? window, out string? problem).ShouldBe(expected is not null);
        window?.ToString().ShouldBe(expected);
        (problem is null).ShouldBe(expected is not null);
    }

    [Fact]
    public void Whenever_it_is_asked_the_answer_lies_inside_and_not_before()
    {
        string[] zones = ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"];
        Property.Holds(Property.Steps(4), steps =>
        {
            var window = new CallingWindow(new TimeOnly(steps[0] % 24, 15), new TimeOnly(steps[1] % 24, 45));
            DateTimeOffset from = Some.Instant + Some.Minutes((steps[2] * 997) + steps[3]);
            DateTimeOffset opening = window.NextOpening(from, zones[steps[3] % zones.Length])!.Value;
            opening.ShouldBeGreaterThanOrEqualTo(from);
            window.NextOpening(opening, zones[steps[3] % zones.Length]).ShouldBe(opening);
        }, tests: 1000);
    }

    private static void Check(string text, string zone, string from, string expected)
    {
        CallingWindow.TryParse(text, out CallingWindow? window, out _).ShouldBeTrue();
        window!.NextOpening(At(from), zone).ShouldBe(At(expected));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
