using System.Globalization;

namespace CallQueue.Windows;

/// <summary>Hours per weekday, holidays, and what clocks that jump do to them. 2026-03-02 is a Monday.</summary>
public sealed class WeeklyWindowTests
{
    private const string Office = "mon-fri 09:00-12:00,13:00-18:00; sat 10:00-14:00; closed 2026-03-04";

    [Theory] // from (UTC, London in winter) → may be called
    [InlineData("2026-03-02T08:59:59Z", "2026-03-02T09:00Z")]
    [InlineData("2026-03-02T11:59:59Z", "2026-03-02T11:59:59Z")]
    [InlineData("2026-03-02T12:00Z", "2026-03-02T13:00Z")] // lunch
    [InlineData("2026-03-02T18:00Z", "2026-03-03T09:00Z")]
    [InlineData("2026-03-03T18:00Z", "2026-03-05T09:00Z")] // Wednesday is a holiday
    [InlineData("2026-03-06T18:00Z", "2026-03-07T10:00Z")]
    [InlineData("2026-03-07T14:00Z", "2026-03-09T09:00Z")] // no Sunday
    public void In_an_office(string from, string expected) => Check(Office, "Europe/London", from, expected);

    [Theory] // a span that runs past midnight belongs to the day on which it begins
    [InlineData("fri 22:00-02:00", "2026-03-06T21:00Z", "2026-03-06T22:00Z")]
    [InlineData("fri 22:00-02:00", "2026-03-07T01:59Z", "2026-03-07T01:59Z")]
    [InlineData("fri 22:00-02:00", "2026-03-07T02:00Z", "2026-03-13T22:00Z")]
    [InlineData("20:00-02:00; closed 2026-03-07", "2026-03-06T23:59Z", "2026-03-06T23:59Z")]
    [InlineData("20:00-02:00; closed 2026-03-07", "2026-03-07T00:00Z", "2026-03-08T20:00Z")] // neither on the date nor in its night
    [InlineData("mon 00:00-24:00", "2026-03-03T00:00Z", "2026-03-09T00:00Z")]
    [InlineData("mon 18:00-24:00; tue 00:00-06:00", "2026-03-03T05:00Z", "2026-03-03T05:00Z")]
    public void Across_midnight(string window, string from, string expected) => Check(window, "Europe/London", from, expected);

    [Theory] // an hour counts by the clock on the wall: one that comes twice is open twice, one that is skipped is not there
    [InlineData("Europe/London", "01:30-01:45", "2026-10-25T00:30Z", "2026-10-25T00:30Z")]
    [InlineData("Europe/London", "01:30-01:45", "2026-10-25T00:50Z", "2026-10-25T01:30Z")] // the second 01:30
    [InlineData("Europe/London", "01:30-01:45", "2026-10-25T01:45Z", "2026-10-26T01:30Z")]
    [InlineData("Europe/London", "sun 01:00-02:00", "2026-03-28T12:00Z", "2026-04-05T00:00Z")] // on 29 March there is no such hour
    [InlineData("America/New_York", "sun 01:00-03:00", "2026-11-01T06:59Z", "2026-11-01T06:59Z")] // 01:59 EST, the second
    [InlineData("Australia/Lord_Howe", "01:40-01:50", "2026-04-04T14:55Z", "2026-04-04T15:10Z")] // half an hour comes twice: 02:00 +11 → 01:30 +10:30
    [InlineData("Australia/Lord_Howe", "02:10-02:20", "2026-10-03T15:00Z", "2026-10-04T15:10Z")] // half an hour is skipped: 02:00 +10:30 → 02:30 +11
    [InlineData("Asia/Kathmandu", "tue 00:00-00:30", "2026-03-02T18:00Z", "2026-03-02T18:15Z")] // +05:45
    public void Where_clocks_change(string zone, string window, string from, string expected) => Check(window, zone, from, expected);

    [Theory] // zones that moved
    [InlineData("Pacific/Apia", "fri 09:00-17:00", "2011-12-29T00:00Z", "2012-01-05T19:00Z")] // Friday 30 December 2011 never was
    [InlineData("Pacific/Apia", "sat 09:00-17:00", "2011-12-30T09:59Z", "2011-12-30T19:00Z")] // after Thursday came Saturday
    [InlineData("America/Caracas", "02:45-05:00", "2016-05-01T06:30Z", "2016-05-01T07:00Z")] // 02:30 -04:30 → 03:00 -04
    [InlineData("America/Caracas", "09:00-21:00", "2016-04-30T12:00Z", "2016-04-30T13:30Z")]
    [InlineData("America/Caracas", "09:00-21:00", "2016-05-01T12:00Z", "2016-05-01T13:00Z")]
    [InlineData("Europe/Istanbul", "09:00-21:00", "2015-11-15T05:00Z", "2015-11-15T07:00Z")]
    [InlineData("Europe/Istanbul", "09:00-21:00", "2016-11-15T05:00Z", "2016-11-15T06:00Z")] // summer time for ever
    public void Where_zones_moved(string zone, string window, string from, string expected) => Check(window, zone, from, expected);

    [Theory] // open at → closes
    [InlineData("Europe/London", "09:00-21:00", "2026-03-02T09:00Z", "2026-03-02T21:00Z")]
    [InlineData("Europe/London", "20:00-01:30", "2026-03-29T00:30Z", "2026-03-29T01:00Z")] // the clock jumps over the end
    [InlineData("Europe/London", "20:00-01:30", "2026-10-25T00:00Z", "2026-10-25T00:30Z")] // and opens again at 01:00 GMT
    [InlineData("Europe/London", "20:00-01:30", "2026-10-25T01:10Z", "2026-10-25T01:30Z")]
    [InlineData("Europe/London", "mon 18:00-24:00; tue 00:00-06:00", "2026-03-02T20:00Z", "2026-03-03T06:00Z")] // one after the other
    [InlineData("Europe/London", "20:00-02:00; closed 2026-03-07", "2026-03-06T21:00Z", "2026-03-07T00:00Z")]
    [InlineData("Pacific/Apia", "20:00-02:00", "2011-12-30T08:00Z", "2011-12-30T12:00Z")] // Thursday's night goes on on Saturday
    public void When_it_closes(string zone, string window, string at, string expected) =>
        Read(window).Closing(At(at), zone).ShouldBe(At(expected));

    [Theory]
    [InlineData("mon-fri 09:00-12:00,13:00-18:00; sat 10:00-14:00", "mon-fri 09:00-12:00,13:00-18:00; sat 10:00-14:00")]
    [InlineData("MON,WED 9:00-10:00 ; closed 2026-12-26, 2026-12-25", "mon 09:00-10:00; wed 09:00-10:00; closed 2026-12-25,2026-12-26")]
    [InlineData("sat-sun 10:00-24:00", "sat-sun 10:00-24:00")]
    [InlineData("fri-mon 08:00-09:00", "mon 08:00-09:00; fri-sun 08:00-09:00")]
    [InlineData("09:00-12:00, 13:00-18:00", "mon-sun 09:00-12:00,13:00-18:00")]
    [InlineData("09:00-21:00; closed 2026-12-25", "09:00-21:00; closed 2026-12-25")]
    [InlineData("00:00-24:00", "00:00-24:00")]
    public void What_people_write_is_read_and_written_alike(string text, string expected)
    {
        Read(text).ToString().ShouldBe(expected);
        Read(expected).ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("mon 09:00-12:00; mon 13:00-14:00", "has mon twice; write all hours of a day together")]
    [InlineData("funday 09:00-12:00", "has an unknown day 'funday'; write mon, tue, wed, thu, fri, sat or sun")]
    [InlineData("mon 09:00-12:00; 10:00-11:00", "has hours for every day and for single days; use one of the two forms")]
    [InlineData("mon 09:00-09:00", "never opens: '09:00-09:00' starts and ends at the same time")]
    [InlineData("00:00-00:00", "never opens: '00:00-00:00' starts and ends at the same time")]
    [InlineData("09:00-21:00; closed 25.12.2026", "has an invalid closed date '25.12.2026'; write dates such as 2026-12-25")]
    [InlineData("closed 2026-12-25", WindowText.Problem)]
    [InlineData("mon", WindowText.Problem)]
    [InlineData("mon 9-12", WindowText.Problem)]
    [InlineData("mon 09:00-10:00;", WindowText.Problem)]
    public void What_makes_no_sense_is_refused_with_the_reason(string text, string expected)
    {
        CallingWindow.TryParse(text, out CallingWindow? window, out string? problem).ShouldBeFalse();
        (window, problem).ShouldBe((null, expected));
    }

    [Fact]
    public void A_window_that_never_opens_is_known_as_such()
    {
        CallingWindow window = Read("mon 01:00-02:00");
        window.NextOpening(At("2026-03-02T02:00Z"), "Europe/London").ShouldBe(At("2026-03-09T01:00Z"));
        ZoneSet far = NumberZones.Find(PhoneNumber.Parse("+18005550100"))!;
        far.NextOpening(window, At("2026-03-02T02:00Z"), At("2028-03-02T02:00Z")).ShouldBeNull();
    }

    private static void Check(string text, string zone, string from, string expected) =>
        Read(text).NextOpening(At(from), zone).ShouldBe(At(expected));

    private static CallingWindow Read(string text)
    {
        CallingWindow.TryParse(text, out CallingWindow? window, out string? problem).ShouldBeTrue(problem);
        return window!;
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
