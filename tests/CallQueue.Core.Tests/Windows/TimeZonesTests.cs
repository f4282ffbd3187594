namespace CallQueue.Windows;

public sealed class TimeZonesTests
{
    [Theory] // as it is written → as it is stored
    [InlineData("Europe/Berlin", "Europe/Berlin")]
    [InlineData("europe/berlin", "Europe/Berlin")]
    [InlineData(" EUROPE/BERLIN ", "Europe/Berlin")]
    [InlineData("Europe/Oslo", "Europe/Oslo")] // a place of its own, though its clocks are Berlin's
    [InlineData("America/New York", "America/New_York")]
    [InlineData("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires")]
    [InlineData("america/port-au-prince", "America/Port-au-Prince")]
    [InlineData("us_slash_eastern", "America/New_York")]
    [InlineData("US_SLASH_PACIFIC", "America/Los_Angeles")]
    [InlineData("us_slash_central", "America/Chicago")]
    [InlineData("america_slash_argentina_slash_buenos_aires", "America/Argentina/Buenos_Aires")]
    [InlineData("america_slash_port_hyphen_au_hyphen_prince", "America/Port-au-Prince")]
    [InlineData("asia_slash_kolkata", "Asia/Kolkata")]
    [InlineData("US/Eastern", "America/New_York")]
    [InlineData("us/arizona", "America/Phoenix")]
    [InlineData("US/Hawaii", "Pacific/Honolulu")]
    [InlineData("Asia/Calcutta", "Asia/Kolkata")]
    [InlineData("Europe/Kiev", "Europe/Kyiv")]
    [InlineData("Asia/Saigon", "Asia/Ho_Chi_Minh")]
    [InlineData("Australia/ACT", "Australia/Sydney")]
    [InlineData("Japan", "Asia/Tokyo")]
    [InlineData("GB", "Europe/London")]
    [InlineData("NZ", "Pacific/Auckland")]
    [InlineData("Singapore", "Asia/Singapore")]
    [InlineData("EST5EDT", "America/New_York")]
    [InlineData("cst6cdt", "America/Chicago")]
    [InlineData("PST8PDT", "America/Los_Angeles")]
    [InlineData("Eastern Standard Time", "America/New_York")]
    [InlineData("eastern standard time", "America/New_York")]
    [InlineData("US Eastern Standard Time", "America/Indiana/Indianapolis")]
    [InlineData("US Mountain Standard Time", "America/Phoenix")]
    [InlineData("Pacific Standard Time", "America/Los_Angeles")]
    [InlineData("India Standard Time", "Asia/Kolkata")]
    [InlineData("GMT Standard Time", "Europe/London")]
    [InlineData("W. Europe Standard Time", "Europe/Berlin")]
    [InlineData("Central European Standard Time", "Europe/Warsaw")]
    [InlineData("AUS Eastern Standard Time", "Australia/Sydney")]
    [InlineData("UTC", "UTC")]
    [InlineData("utc", "UTC")]
    [InlineData("Etc/UTC", "UTC")]
    [InlineData("Etc/GMT", "UTC")]
    [InlineData("Zulu", "UTC")]
    [InlineData("Z", "UTC")]
    public void A_name_is_read_as_people_and_systems_write_it(string text, string id)
    {
        TimeZones.TryRead(text, out string? read, out string? problem).ShouldBeTrue(problem);
        read.ShouldBe(id);
        TimeZones.Exists(read).ShouldBeTrue();
        TimeZones.TryRead(read, out string? again, out _).ShouldBeTrue();
        again.ShouldBe(read);
    }

    [Theory] // as it is written → what to write instead
    [InlineData("EST", "is an abbreviation, which does not say whose summer time applies; write America/New_York, America/Toronto or America/Panama")]
    [InlineData("est", "America/New_York")]
    [InlineData("EDT", "America/New_York")]
    [InlineData("MST", "America/Denver or America/Phoenix")]
    [InlineData("HST", "Pacific/Honolulu or America/Adak")]
    [InlineData("IST", "Asia/Kolkata, Asia/Jerusalem or Europe/Dublin")]
    [InlineData("BST", "Europe/London or Asia/Dhaka")]
    [InlineData("CST", "America/Chicago, Asia/Shanghai or America/Mexico_City")]
    [InlineData("PST", "America/Los_Angeles or Asia/Manila")]
    [InlineData("CET", "Europe/Berlin, Europe/Paris or Africa/Algiers")]
    [InlineData("EET", "Europe/Kyiv")]
    [InlineData("GMT", "UTC, Europe/London or Africa/Accra")]
    [InlineData("GMT0", "UTC or Europe/London")]
    [InlineData("JST", "write Asia/Tokyo")]
    [InlineData("AEST", "Australia/Sydney, Australia/Melbourne or Australia/Brisbane")]
    [InlineData("ET", "America/New_York or America/Toronto")]
    [InlineData("UTC+2", "is an offset, which has no summer time; write Europe/Kyiv, Africa/Cairo or Africa/Johannesburg")]
    [InlineData("UTC-05:00", "America/New_York")]
    [InlineData("utc-5", "America/New_York")]
    [InlineData("GMT+5", "is an offset, which has no summer time; write Asia/Karachi")]
    [InlineData("GMT+0", "Europe/London")]
    [InlineData("GMT+99", "is not an IANA time zone")]
    [InlineData("+25:99", "is not an IANA time zone")]
    [InlineData("((((((((((((((((((((((((((((((((((((((((((((((((", "is not an IANA time zone")]
    [InlineData("GMT-0500", "America/New_York")]
    [InlineData("+05:30", "write Asia/Kolkata")]
    [InlineData("-08:00", "America/Los_Angeles")]
    [InlineData("UTC+12", "Pacific/Auckland")] // also a name of Windows
    [InlineData("UTC-11", "Pacific/Pago_Pago")]
    [InlineData("Etc/GMT+5", "is a fixed offset with the opposite sign of what it seems to say; write Asia/Karachi")]
    [InlineData("Etc/GMT-10", "opposite sign")]
    [InlineData("etc_slash_gmt_plus_5", "opposite sign")]
    [InlineData("Mars/Base", "is not an IANA time zone; write one such as Europe/Berlin")]
    [InlineData("Berlin", "is not an IANA time zone; write Europe/Berlin")]
    [InlineData("new york", "write America/New_York")]
    [InlineData("Eastern Daylight Time", "write America/New_York")]
    [InlineData("Eastern Time (US & Canada)", "write America/New_York")]
    [InlineData("Pacific Time", "write America/Los_Angeles")]
    [InlineData("Eastern", "write America/New_York")]
    [InlineData("", "is not an IANA time zone")]
    [InlineData("99", "is not an IANA time zone")]
    public void A_name_that_does_not_mean_what_its_user_means_is_refused_with_the_names_to_write(string text, string said)
    {
        TimeZones.TryRead(text, out string? id, out string? problem).ShouldBeFalse(id);
        problem!.ShouldContain(said);
    }

    [Fact]
    public void Every_id_that_can_be_stored_still_exists()
    {
        foreach (string id in NodaTime.DateTimeZoneProviders.Tzdb.Ids) TimeZones.Exists(id).ShouldBeTrue(id);
        TimeZones.TryRead(new string('a', 101), out _, out string? problem).ShouldBeFalse();
        problem.ShouldBe("must be at most 100 characters");
    }

    [Theory] // zone, time on its clocks → instant
    [InlineData("Europe/Berlin", "2026-06-01T09:00", "2026-06-01T07:00Z")]
    [InlineData("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:00Z")] // skipped: the first instant after the gap
    [InlineData("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30Z")] // doubled: the first time
    [InlineData("America/New_York", "2026-03-08T02:30", "2026-03-08T07:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45Z")]
    [InlineData("Asia/Kathmandu", "2026-06-01T09:00", "2026-06-01T03:15Z")]
    [InlineData("Pacific/Apia", "2011-12-30T12:00", "2011-12-30T10:00Z")] // a day that never was
    [InlineData("UTC", "2026-06-01T09:00", "2026-06-01T09:00Z")]
    public void A_local_time_is_an_instant_of_its_zone(string zone, string local, string at) =>
        TimeZones.At(zone, DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture))
            .ShouldBe(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal));
}
