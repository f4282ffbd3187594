using System.Globalization;
using CallQueue.Calls;
using NodaTime;

namespace CallQueue.Windows;

/// <summary>
/// A number and what is said of its hours, and the oracle's own view of both: every minute of a week in a table, read by
/// each zone's clock.
/// </summary>
internal sealed record WindowCase(PhoneNumber To, CallRules Rules, CallRules Business, bool[] Minutes, HashSet<LocalDate> Closed, DateTimeZone[] Zones)
{
    private const int Day = 1440;
    private static readonly string[] Given = ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Caracas", "Africa/Casablanca"];

    public static WindowCase Make(Random random)
    {
        (string text, bool[] minutes, HashSet<LocalDate> closed) = MakeWindow(random);
        CallingWindow.TryParse(text, out CallingWindow? window, out _).ShouldBeTrue(text);
        int[] prefixes = [.. NumberZones.All.Keys.Order()];
        string digits = random.Next(20) == 0 ? "999" : prefixes[random.Next(prefixes.Length)].ToString(CultureInfo.InvariantCulture);
        var to = PhoneNumber.Parse("+" + digits + random.NextInt64(10_000_000, 99_999_999).ToString(CultureInfo.InvariantCulture)[..Math.Min(8, 15 - digits.Length)]);
        string? given = random.Next(4) == 0 ? Given[random.Next(Given.Length)] : null;
        string? fallback = random.Next(2) == 0 ? "America/Chicago" : null;
        bool isOwn = random.Next(2) == 0;
        return new WindowCase(
            to, new CallRules { Window = isOwn ? window : null, TimeZone = given }, new CallRules { Window = isOwn ? null : window, TimeZone = fallback },
            minutes, closed, [.. ZonesOf(to, given, fallback).Select(id => DateTimeZoneProviders.Tzdb[id])]);
    }

    public bool IsOpen(DateTimeOffset at)
    {
        Instant instant = Instant.FromDateTimeOffset(at);
        foreach (DateTimeZone zone in Zones)
        {
            LocalDateTime wall = instant.InZone(zone).LocalDateTime;
            int day = (int)wall.DayOfWeek - 1;
            int minute = (wall.Hour * 60) + wall.Minute;
            bool isToday = Minutes[(((day * 2) + 0) * Day) + minute];
            bool isTail = Minutes[((((day + 6) % 7 * 2) + 1) * Day) + minute];
            bool isClosed = Closed.Contains(wall.Date);
            bool wasClosed = Closed.Contains(wall.Date.PlusDays(-1));
            if (isClosed || !(isToday || (isTail && !wasClosed))) return false;
        }

        return true;
    }

    /// <summary>It opens then (or nothing was found for days), and not a minute before.</summary>
    public void CheckOpening(DateTimeOffset at, DateTimeOffset opening, bool isThorough)
    {
        bool isLookedAtAgain = opening - at == TimeSpan.FromDays(8);
        if (!isLookedAtAgain && !IsOpen(opening)) throw new InvalidOperationException($"{this}: at {at:O} it opens at {opening:O}, which is closed");
        if (IsOpen(opening - TimeSpan.FromTicks(1))) throw new InvalidOperationException($"{this}: at {at:O} it opens at {opening:O}, and before");
        for (DateTimeOffset minute = at; isThorough && minute < opening; minute += TimeSpan.FromMinutes(1))
            if (IsOpen(minute)) throw new InvalidOperationException($"{this}: at {at:O} it opens at {opening:O}, but {minute:O} is open");
    }

    public override string ToString() => $"+{To.Digits} {Rules.Window ?? Business.Window} given {Rules.TimeZone} business {Business.TimeZone}";

    /// <summary>The longest prefix by comparing texts.</summary>
    private static IReadOnlyList<string> ZonesOf(PhoneNumber to, string? given, string? fallback)
    {
        if (given is not null) return [given];
        var known = NumberZones.All.Select(pair => (Prefix: "+" + pair.Key.ToString(CultureInfo.InvariantCulture), pair.Value.Ids))
            .Where(pair => to.Value.StartsWith(pair.Prefix, StringComparison.Ordinal)).OrderByDescending(pair => pair.Prefix.Length).FirstOrDefault();
        return known.Ids ?? [fallback ?? "UTC"];
    }

    /// <summary>A window as text and, minute by minute, as a table: of each weekday its own hours, then those of its night that lie on the next day.</summary>
    private static (string Text, bool[] Minutes, HashSet<LocalDate> Closed) MakeWindow(Random random)
    {
        var minutes = new bool[7 * 2 * Day];
        List<string> parts = [];
        string[] names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        bool isDaily = random.Next(2) == 0;
        string daily = Spans(random);
        for (int day = 0; day < 7; day++)
        {
            string spans = isDaily ? daily : Spans(random);
            if (!isDaily && day != 2 && random.Next(4) == 0) continue;
            if (!isDaily) parts.Add($"{names[day]} {spans}");
            foreach (string span in spans.Split(',')) Mark(minutes, day, span);
        }

        if (isDaily) parts.Add(daily);
        HashSet<LocalDate> closed = [.. Enumerable.Range(0, random.Next(3) == 0 ? 20 : 0).Select(_ => new LocalDate(2026, 1, 1).PlusDays(random.Next(700)))];
        if (closed.Count > 0) parts.Add("closed " + string.Join(',', closed.Select(date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))));
        return (string.Join("; ", parts), minutes, closed);
    }

    private static string Spans(Random random) => random.Next(6) switch
    {
        0 => "09:00-12:00,13:00-18:00",
        1 => "20:00-02:00",
        2 => "00:00-24:00",
        3 => "01:15-02:45",
        4 => $"{random.Next(24):d2}:{random.Next(60):d2}-24:00",
        _ => "08:00-21:00",
    };

    private static void Mark(bool[] minutes, int day, string span)
    {
        int Minute(string text) => (int.Parse(text[..2], CultureInfo.InvariantCulture) * 60) + int.Parse(text[3..], CultureInfo.InvariantCulture);
        (int start, int end) = (Minute(span[..5]), Minute(span[6..]));
        if (end <= start) end += Day;
        for (int minute = start; minute < end; minute++) minutes[(day * 2 * Day) + minute] = true;
    }
}
