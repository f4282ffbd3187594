using System.Globalization;
using CallQueue.Windows;
using NodaTime;

namespace CallQueue.Schedules;

/// <summary>When occurrences come: from → expected, across every kind of clock change.</summary>
public sealed class OccurrenceTimesTests
{
    // The four patterns [S1.16], ten fire times each, from Monday 2026-03-02 09:00:00 UTC.
    [Theory]
    [InlineData("0 9 * * *", "03-03T09:00 03-04T09:00 03-05T09:00 03-06T09:00 03-07T09:00 03-08T09:00 03-09T09:00 03-10T09:00 03-11T09:00 03-12T09:00")]
    [InlineData("0 9 * * 1", "03-09T09:00 03-16T09:00 03-23T09:00 03-30T09:00 04-06T09:00 04-13T09:00 04-20T09:00 04-27T09:00 05-04T09:00 05-11T09:00")]
    [InlineData("0 */2 * * *", "03-02T10:00 03-02T12:00 03-02T14:00 03-02T16:00 03-02T18:00 03-02T20:00 03-02T22:00 03-03T00:00 03-03T02:00 03-03T04:00")]
    [InlineData("*/30 * * * *", "03-02T09:30 03-02T10:00 03-02T10:30 03-02T11:00 03-02T11:30 03-02T12:00 03-02T12:30 03-02T13:00 03-02T13:30 03-02T14:00")]
    public void The_patterns_of_the_earlier_system_come_when_they_should(string cron, string expected) => // [S1.16]
        Times(cron, "UTC").After(Some.Instant).Take(10).Select(at => at.ToString("MM-dd'T'HH:mm", CultureInfo.InvariantCulture)).ShouldBe(expected.Split(' '));

    // Europe/Berlin: 2026-03-29 02:00 → 03:00 (+02);  2026-10-25 03:00 (+02) → 02:00 (+01).
    [Theory] // cron, from (UTC) → the next ones (UTC)
    [InlineData("30 2 * * *", "2026-03-28T00:00Z", "2026-03-28T01:30Z 2026-03-29T01:00Z 2026-03-30T00:30Z")] // the first instant after the gap
    [InlineData("*/20 2 * * *", "2026-03-29T00:00Z", "2026-03-29T01:00Z 2026-03-30T00:00Z")] // once, though three fall into the gap
    [InlineData("0 2,3 * * *", "2026-03-29T00:00Z", "2026-03-29T01:00Z 2026-03-30T00:00Z")] // 02:00 is moved to where 03:00 stands: once
    [InlineData("30 2 * * *", "2026-10-24T12:00Z", "2026-10-25T00:30Z 2026-10-26T01:30Z")] // the first pass
    [InlineData("*/30 2 * * *", "2026-10-24T12:00Z", "2026-10-25T00:00Z 2026-10-25T00:30Z 2026-10-26T01:00Z")]
    [InlineData("30 2 * * *", "2026-10-25T00:45Z", "2026-10-26T01:30Z")] // between the passes
    [InlineData("0 3 * * *", "2026-10-24T12:00Z", "2026-10-25T02:00Z")]
    public void In_Berlin(string cron, string from, string expected) => Check(Times(cron, "Europe/Berlin"), from, expected);

    [Theory]
    [InlineData("30 2 * * *", "2026-03-28T00:00Z", "2026-03-28T01:30Z 2026-03-30T00:30Z")]
    [InlineData("0 2,3 * * *", "2026-03-29T00:00Z", "2026-03-29T01:00Z 2026-03-30T00:00Z")] // 03:00 itself stands
    public void Skipped_times_may_be_left_out(string cron, string from, string expected) => Check(Times(cron, "Europe/Berlin", SkippedTime.Skip), from, expected);

    [Theory]
    [InlineData("*/30 2 * * *", "2026-10-24T12:00Z", "2026-10-25T00:00Z 2026-10-25T00:30Z 2026-10-25T01:00Z 2026-10-25T01:30Z 2026-10-26T01:00Z")]
    [InlineData("30 2 * * *", "2026-10-25T00:45Z", "2026-10-25T01:30Z 2026-10-26T01:30Z")]
    public void Doubled_times_may_come_twice(string cron, string from, string expected) =>
        Check(Times(cron, "Europe/Berlin", doubled: DoubledTime.Both), from, expected);

    // Clocks go back: hourly ones go on through the hour that comes twice, whatever the policy; daily ones come once.
    // Europe/Berlin 2026-10-25 01:00Z; America/New_York 2026-11-01 06:00Z; Australia/Lord_Howe 2026-04-04 15:00Z, by half an hour;
    // America/Havana 2024-11-03 05:00Z, at 01:00; Asia/Beirut 2026-10-24 21:00Z and Africa/Cairo 2026-10-29 21:00Z, at midnight.
    [Theory]
    [InlineData("0 * * * *", "Europe/Berlin", "2026-10-24T22:30Z", "2026-10-24T23:00Z 2026-10-25T00:00Z 2026-10-25T01:00Z 2026-10-25T02:00Z 2026-10-25T03:00Z")]
    [InlineData("@hourly", "Europe/Berlin", "2026-10-24T22:30Z", "2026-10-24T23:00Z 2026-10-25T00:00Z 2026-10-25T01:00Z 2026-10-25T02:00Z 2026-10-25T03:00Z")]
    [InlineData("0 0-6 * * *", "Europe/Berlin", "2026-10-24T22:30Z", "2026-10-24T23:00Z 2026-10-25T00:00Z 2026-10-25T01:00Z 2026-10-25T02:00Z 2026-10-25T03:00Z")]
    [InlineData("*/15 * * * *", "Europe/Berlin", "2026-10-25T00:40Z", "2026-10-25T00:45Z 2026-10-25T01:00Z 2026-10-25T01:15Z 2026-10-25T01:30Z 2026-10-25T01:45Z 2026-10-25T02:00Z")]
    [InlineData("*/20 * * * * *", "Europe/Berlin", "2026-10-25T00:59Z", "2026-10-25T00:59:20Z 2026-10-25T00:59:40Z 2026-10-25T01:00Z 2026-10-25T01:00:20Z")]
    [InlineData("0 * * * *", "America/New_York", "2026-11-01T04:30Z", "2026-11-01T05:00Z 2026-11-01T06:00Z 2026-11-01T07:00Z")]
    [InlineData("0 * * * *", "Australia/Lord_Howe", "2026-04-04T13:30Z", "2026-04-04T14:00Z 2026-04-04T15:30Z 2026-04-04T16:30Z")]
    [InlineData("*/15 * * * *", "Australia/Lord_Howe", "2026-04-04T14:30Z", "2026-04-04T14:45Z 2026-04-04T15:00Z 2026-04-04T15:15Z 2026-04-04T15:30Z")]
    [InlineData("0 * * * *", "America/Havana", "2024-11-03T03:30Z", "2024-11-03T04:00Z 2024-11-03T05:00Z 2024-11-03T06:00Z")]
    [InlineData("0 * * * *", "Asia/Beirut", "2026-10-24T19:30Z", "2026-10-24T20:00Z 2026-10-24T21:00Z 2026-10-24T22:00Z")]
    [InlineData("0 * * * *", "Africa/Cairo", "2026-10-29T19:30Z", "2026-10-29T20:00Z 2026-10-29T21:00Z 2026-10-29T22:00Z")]
    public void An_hourly_one_leaves_no_gap_when_clocks_go_back(string cron, string zone, string from, string expected)
    {
        foreach (SkippedTime skipped in Enum.GetValues<SkippedTime>())
            foreach (DoubledTime doubled in Enum.GetValues<DoubledTime>()) Check(Times(cron, zone, skipped, doubled), from, expected);
    }

    [Theory]
    [InlineData("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00Z", "2026-10-25T00:30Z 2026-10-26T01:30Z")]
    [InlineData("30 1 * * *", "America/New_York", "2026-10-31T12:00Z", "2026-11-01T05:30Z 2026-11-02T06:30Z")]
    [InlineData("45 1 * * *", "Australia/Lord_Howe", "2026-04-04T12:00Z", "2026-04-04T14:45Z 2026-04-05T15:15Z")]
    [InlineData("30 0 * * *", "America/Havana", "2024-11-02T12:00Z", "2024-11-03T04:30Z 2024-11-04T05:30Z")]
    [InlineData("30 23 * * *", "Asia/Beirut", "2026-10-24T12:00Z", "2026-10-24T20:30Z 2026-10-25T21:30Z")] // the hour before midnight comes twice
    [InlineData("30 23 * * *", "Africa/Cairo", "2026-10-29T12:00Z", "2026-10-29T20:30Z 2026-10-30T21:30Z")]
    [InlineData("0 0 * * *", "Africa/Cairo", "2026-04-23T12:00Z", "2026-04-23T22:00Z 2026-04-24T21:00Z")] // midnight of the 24th is skipped
    [InlineData("0 0 * * *", "America/Santiago", "2026-09-05T12:00Z", "2026-09-06T04:00Z 2026-09-07T03:00Z")]
    public void A_daily_one_comes_once_when_clocks_change(string cron, string zone, string from, string expected) => Check(Times(cron, zone), from, expected);

    // Australia/Lord_Howe changes by half an hour: 2026-10-04 02:00 (+10:30) → 02:30 (+11); 2026-04-05 02:00 (+11) → 01:30 (+10:30).
    [Theory]
    [InlineData("15 2 * * *", "2026-10-03T12:00Z", "2026-10-03T15:30Z 2026-10-04T15:15Z")]
    [InlineData("30 2 * * *", "2026-10-03T12:00Z", "2026-10-03T15:30Z 2026-10-04T15:30Z")]
    [InlineData("45 1 * * *", "2026-04-04T12:00Z", "2026-04-04T14:45Z 2026-04-05T15:15Z")]
    public void On_Lord_Howe_Island(string cron, string from, string expected) => Check(Times(cron, "Australia/Lord_Howe"), from, expected);

    // Asia/Kathmandu: +05:45 all year.
    [Theory]
    [InlineData("0 9 * * *", "2026-06-01T03:14Z", "2026-06-01T03:15Z 2026-06-02T03:15Z")]
    [InlineData("*/30 * * * *", "2026-06-01T03:15Z", "2026-06-01T03:45Z 2026-06-01T04:15Z")]
    public void In_Kathmandu(string cron, string from, string expected) => Check(Times(cron, "Asia/Kathmandu"), from, expected);

    // Pacific/Apia had no 30 December 2011: 2011-12-29 24:00 (-10) → 2011-12-31 00:00 (+14), at 10:00Z.
    [Theory]
    [InlineData("0 9 * * *", "2011-12-29T00:00Z", "2011-12-29T19:00Z 2011-12-30T10:00Z 2011-12-30T19:00Z 2011-12-31T19:00Z")]
    [InlineData("0 9 30 * *", "2011-12-01T00:00Z", "2011-12-30T10:00Z 2012-01-29T19:00Z")]
    public void In_Apia_across_the_day_that_never_was(string cron, string from, string expected) => Check(Times(cron, "Pacific/Apia"), from, expected);

    // America/Caracas gave up its half hour: 2016-05-01 02:30 (-04:30) → 03:00 (-04), at 07:00Z.
    [Theory]
    [InlineData("45 2 * * *", "2016-04-30T00:00Z", "2016-04-30T07:15Z 2016-05-01T07:00Z 2016-05-02T06:45Z")]
    [InlineData("0 9 * * *", "2016-04-30T00:00Z", "2016-04-30T13:30Z 2016-05-01T13:00Z")]
    public void In_Caracas_when_its_rules_changed(string cron, string from, string expected) => Check(Times(cron, "America/Caracas"), from, expected);

    [Theory]
    [InlineData("0 0 29 2 *", "2026-01-01T00:00Z", "2028-02-29T00:00Z 2032-02-29T00:00Z")]
    [InlineData("0 0 29 2 *", "2096-03-01T00:00Z", "2104-02-29T00:00Z")] // 2100 is no leap year
    [InlineData("0 0 29 2 1", "2080-01-01T00:00Z", "2112-02-29T00:00Z", DayMatch.Both)] // a Monday
    [InlineData("0 9 1 * 1", "2026-03-02T00:00Z", "2026-03-02T09:00Z 2026-03-09T09:00Z")]
    [InlineData("0 9 1 * 1", "2026-03-02T00:00Z", "2026-06-01T09:00Z", DayMatch.Both)]
    public void Rare_days_are_waited_for(string cron, string from, string expected, DayMatch days = DayMatch.Either) =>
        Check(Times(cron, "UTC", days: days), from, expected);

    [Fact]
    public void The_newest_of_many_missed_ones_are_found_from_the_end()
    {
        OccurrenceTimes minutes = Times("* * * * *", "UTC");
        minutes.Newest(3, At("2020-01-01T00:00Z"), Some.Instant).ShouldBe([Some.Instant.AddMinutes(-2), Some.Instant.AddMinutes(-1), Some.Instant]);
        OccurrenceTimes years = Times("0 0 1 1 *", "UTC");
        years.Newest(3, At("2020-01-01T00:00Z"), Some.Instant).ShouldBe([At("2024-01-01T00:00Z"), At("2025-01-01T00:00Z"), At("2026-01-01T00:00Z")]);
        years.Newest(30, At("2025-01-01T00:00Z"), Some.Instant).ShouldBe([At("2025-01-01T00:00Z"), At("2026-01-01T00:00Z")]);
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-28T00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-24T00:00Z")]
    [InlineData("America/New_York", "2026-11-01T00:00Z")]
    [InlineData("America/St_Johns", "2026-03-07T12:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-04-04T00:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-10-03T00:00Z")]
    [InlineData("Pacific/Apia", "2011-12-29T00:00Z")]
    [InlineData("America/Caracas", "2016-04-30T12:00Z")]
    [InlineData("Africa/Casablanca", "2026-02-14T12:00Z")]
    public void They_are_those_that_a_walk_minute_by_minute_finds(string zone, string from)
    {
        DateTimeOffset begin = At(from);
        foreach (string all in (string[])["*", "0-23", "*/1", "0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23"])
            foreach (SkippedTime skipped in Enum.GetValues<SkippedTime>())
                foreach (DoubledTime doubled in Enum.GetValues<DoubledTime>())
                    Times($"7,37 {all} * * *", zone, skipped, doubled).After(begin).TakeWhile(at => at < begin.AddDays(3))
                        .ShouldBe(Walk(zone, begin, [7, 37], [.. Enumerable.Range(0, 24)], skipped, DoubledTime.Both), $"{all} in {zone}, {skipped}, {doubled}");

        foreach (int[] minutes in (int[][])[[0], [30], [15, 45], [0, 7, 20, 40]])
        {
            foreach (int[] hours in (int[][])[[0], [1, 2], [2], [3], [.. Enumerable.Range(0, 23)]])
            {
                string cron = $"{string.Join(',', minutes)} {string.Join(',', hours)} * * *";
                foreach ((SkippedTime skipped, DoubledTime doubled) in ((SkippedTime, DoubledTime)[])[(SkippedTime.NextValid, DoubledTime.Once), (SkippedTime.Skip, DoubledTime.Both)])
                {
                    Times(cron, zone, skipped, doubled).After(begin).TakeWhile(at => at < begin.AddDays(3))
                        .ShouldBe(Walk(zone, begin, minutes, hours, skipped, doubled), $"{cron} in {zone}, {skipped}, {doubled}");
                }
            }
        }
    }

    /// <summary>Slow and plain: looks at the wall clock every minute, and remembers what it has shown.</summary>
    private static IEnumerable<DateTimeOffset> Walk(string zone, DateTimeOffset begin, int[] minutes, int[] hours, SkippedTime skipped, DoubledTime doubled)
    {
        DateTimeZone tz = TimeZones.Get(zone);
        LocalDateTime Wall(DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(tz).LocalDateTime;
        bool Matches(LocalDateTime wall) => minutes.Contains(wall.Minute) && hours.Contains(wall.Hour);
        LocalDateTime latest = Wall(begin.AddDays(-2));
        for (DateTimeOffset at = begin.AddDays(-2).AddMinutes(1); at < begin.AddDays(3); at = at.AddMinutes(1))
        {
            LocalDateTime wall = Wall(at);
            bool isSecond = wall <= latest;
            bool comes = Matches(wall) && (!isSecond || doubled == DoubledTime.Both);
            for (LocalDateTime gone = latest.PlusMinutes(1); gone < wall; gone = gone.PlusMinutes(1)) comes |= skipped == SkippedTime.NextValid && Matches(gone);
            if (wall > latest) latest = wall;
            if (comes && at > begin) yield return at;
        }
    }

    private static void Check(OccurrenceTimes times, string from, string expected)
    {
        DateTimeOffset[] all = [.. expected.Split(' ').Select(At)];
        times.After(At(from)).Take(all.Length).ShouldBe(all);
    }

    private static OccurrenceTimes Times(string cron, string zone, SkippedTime skipped = SkippedTime.NextValid, DoubledTime doubled = DoubledTime.Once, DayMatch days = DayMatch.Either)
    {
        Cron.TryParse(cron, days, out Cron? parsed, out string? problem).ShouldBeTrue(problem);
        return new OccurrenceTimes(parsed!, zone, skipped, doubled);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
