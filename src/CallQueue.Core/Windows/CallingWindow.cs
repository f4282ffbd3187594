using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NodaTime;
using NodaTime.TimeZones;

namespace CallQueue.Windows;

/// <summary>
/// The local hours in which a person may be called: from <paramref name="Start"/> up to, not including,
/// <paramref name="End"/>, every day. An end before the start is the next day's: 20:00-02:00.
/// </summary>
public sealed record CallingWindow(TimeOnly Start, TimeOnly End)
{
    /// <summary>Reads <c>09:00-21:00</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CallingWindow? window, [NotNullWhen(false)] out string? problem)
    {
        string[] ends = (text ?? "").Split('-', StringSplitOptions.TrimEntries);
        window = ends.Length == 2 && ParseTime(ends[0]) is { } start && ParseTime(ends[1]) is { } end ? new CallingWindow(start, end) : null;
        problem = window is null ? "must look like 09:00-21:00" : window.FindProblem();
        if (problem is not null) window = null;
        return problem is null;
    }

    /// <summary>Why nobody could ever be called in this window; null when it is fine.</summary>
    public string? FindProblem() => Start == End ? "never opens: its start is its end" : null;

    /// <summary>
    /// When a person in <paramref name="zone"/> may next be called: <paramref name="at"/> itself inside the window, else
    /// the next opening after it. A skipped start opens with the first instant after the gap; where the clock is set back,
    /// an hour counts by what the clock on the wall shows.
    /// </summary>
    public DateTimeOffset NextOpening(DateTimeOffset at, string zone)
    {
        DateTimeZone tz = TimeZones.Get(zone);
        Instant instant = Instant.FromDateTimeOffset(at);
        LocalDateTime local = instant.InZone(tz).LocalDateTime;
        if (Contains(local.TimeOfDay)) return at;

        LocalTime start = LocalTime.FromTimeOnly(Start);
        for (int day = 0; ; day++)
        {
            Instant opening = (local.Date.PlusDays(day) + start).InZone(tz, FirstOnWallClock).ToInstant();
            // Where the clock skips the whole window, that day has none: the first instant after the gap lies outside.
            if (opening > instant && Contains(opening.InZone(tz).TimeOfDay)) return opening.ToDateTimeOffset();
        }
    }

    /// <summary>
    /// When the window that is open at <paramref name="at"/> closes for a person in <paramref name="zone"/>: at its end, or
    /// when the clock on the wall jumps out of it.
    /// </summary>
    public DateTimeOffset Closing(DateTimeOffset at, string zone)
    {
        DateTimeZone tz = TimeZones.Get(zone);
        Instant instant = Instant.FromDateTimeOffset(at);
        LocalDate today = instant.InZone(tz).Date;
        Instant closing = Enumerable.Range(0, 3).SelectMany(day => Occurrences(tz, today.PlusDays(day))).First(end => end > instant);
        NodaTime.TimeZones.ZoneInterval clock = tz.GetZoneInterval(instant);
        bool isJump = clock.HasEnd && clock.End < closing && !Contains(clock.End.InZone(tz).TimeOfDay);
        return (isJump ? clock.End : closing).ToDateTimeOffset();
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Start:HH\\:mm}-{End:HH\\:mm}");

    private static readonly ZoneLocalMappingResolver FirstOnWallClock =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    /// <summary>The instants at which the window's end is reached on a day: two where the clock is set back, the end of the gap where it is skipped.</summary>
    private Instant[] Occurrences(DateTimeZone tz, LocalDate day)
    {
        ZoneLocalMapping mapping = tz.MapLocal(day + LocalTime.FromTimeOnly(End));
        return mapping.Count == 0 ? [mapping.LateInterval.Start] : [mapping.First().ToInstant(), mapping.Last().ToInstant()];
    }

    private bool Contains(LocalTime time)
    {
        LocalTime start = LocalTime.FromTimeOnly(Start);
        LocalTime end = LocalTime.FromTimeOnly(End);
        return start < end ? time >= start && time < end : time >= start || time < end;
    }

    private static TimeOnly? ParseTime(string text) =>
        text == "24:00" ? TimeOnly.MinValue
        : TimeOnly.TryParseExact(text, ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time) ? time
        : null;
}
