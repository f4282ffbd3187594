using System.Globalization;

namespace CallQueue.Rosters.Pages;

/// <summary>Call times across changes of the clock, as tables.</summary>
public sealed class LocalTimesTests
{
    [Theory]
    // New York: 8 March 2026, 02:00 -05:00 → 03:00 -04:00
    [InlineData("America/New_York", "2026-03-07 02:30", "2026-03-07T07:30Z")]
    [InlineData("America/New_York", "2026-03-08 01:59", "2026-03-08T06:59Z")]
    [InlineData("America/New_York", "2026-03-08 02:30", "2026-03-08T07:00Z")]
    [InlineData("America/New_York", "2026-03-08 03:00", "2026-03-08T07:00Z")]
    [InlineData("America/New_York", "2026-03-08 20:30", "2026-03-09T00:30Z")]
    // New York: 1 November 2026, 02:00 -04:00 → 01:00 -05:00
    [InlineData("America/New_York", "2026-11-01 01:30", "2026-11-01T05:30Z")]
    [InlineData("America/New_York", "2026-11-01 02:00", "2026-11-01T07:00Z")]
    // Cairo: 24 April 2026, 00:00 +02:00 → 01:00 +03:00
    [InlineData("Africa/Cairo", "2026-04-24 00:30", "2026-04-23T22:00Z")]
    // Lord Howe: 5 April 2026, 02:00 +11:00 → 01:30 +10:30
    [InlineData("Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-04T14:45Z")]
    [InlineData("Asia/Kathmandu", "2026-03-02 20:30", "2026-03-02T14:45Z")]
    // Apia left out 30 December 2011.
    [InlineData("Pacific/Apia", "2011-12-30 20:30", null)]
    [InlineData("Pacific/Apia", "2011-12-31 20:30", "2011-12-31T06:30Z")]
    public void A_skipped_time_is_the_first_instant_after_the_gap_and_a_doubled_one_its_first_showing(string zone, string local, string? at)
    {
        DateTime wall = DateTime.Parse(local, CultureInfo.InvariantCulture);
        LocalTimes.InstantOf(zone, DateOnly.FromDateTime(wall), TimeOnly.FromDateTime(wall)).ShouldBe(at is null ? null : Instant(at));
    }

    [Theory]
    [InlineData("Europe/London", "20:30", "2026-03-28T20:30Z", "2026-03-29T19:30Z")]
    [InlineData("Europe/London", "20:30", "2026-03-28T20:29Z", "2026-03-28T20:30Z")]
    [InlineData("Europe/London", "01:30", "2026-03-29T00:59Z", "2026-03-29T01:00Z")]
    [InlineData("Europe/London", "01:30", "2026-10-25T00:30Z", "2026-10-26T01:30Z")]
    [InlineData("Pacific/Apia", "20:30", "2011-12-30T06:30Z", "2011-12-31T06:30Z")]
    public void The_next_time_comes_once_on_each_date(string zone, string time, string after, string next) =>
        LocalTimes.NextAfter(zone, TimeOnly.Parse(time, CultureInfo.InvariantCulture), Instant(after)).ShouldBe(Instant(next));

    [Fact]
    public void The_quarters_to_come_hold_every_time_that_comes_within_a_day()
    {
        string[] zones = ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Cairo"];
        var random = new Random(7);
        foreach (string zone in zones)
        {
            var table = new ZoneTable(new Dictionary<string, string>());
            for (int quarter = 0; quarter < ZoneTable.Quarters; quarter++) table.Add(zone, quarter);
            for (int i = 0; i < 200; i++)
            {
                DateTimeOffset after = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) + TimeSpan.FromSeconds(random.Next(365 * 86_400));
                var time = new TimeOnly(TimeSpan.FromSeconds(random.Next(86_400)).Ticks);
                DateTimeOffset next = LocalTimes.NextAfter(zone, time, after);
                ZoneQuarter[] quarters = [.. table.After(zone, after)];
                quarters.Any(quarter => quarter.Quarter == ZoneTable.QuarterOf(time) && quarter.From <= next && LocalTimes.InstantOf(zone, quarter.Date, time) == next)
                    .ShouldBeTrue($"{zone} {time} after {after:O}");
                quarters.Select(quarter => quarter.From).ShouldBeInOrder();
            }
        }
    }

    [Fact]
    public void Where_a_contact_lies_never_changes()
    {
        ContactPlace.Of("ann").ShouldBe(new ContactPlace(2, 508));
        ContactPlace.Of("user-1000000").ShouldBe(new ContactPlace(13, 458));
        int[] shards = [.. Enumerable.Range(0, 16_000).Select(i => ContactPlace.Of($"user-{i}")).GroupBy(place => place.Shard).Select(group => group.Count())];
        shards.Length.ShouldBe(RosterId.Shards);
        shards.ShouldAllBe(count => count > 850 && count < 1150);
        Enumerable.Range(0, 100_000).Select(i => ContactPlace.Of($"user-{i}")).Where(place => place.Shard == 0).GroupBy(place => place.Page).Max(page => page.Count()).ShouldBeLessThan(35);
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
