using CallQueue.Windows;
using NodaTime;

namespace CallQueue.Fences;

/// <summary>
/// No I/O: the hours and days of a business by the clock of its zone. A period that follows another one is never shorter than the clock makes it: a
/// change of the zone lengthens the next one, so that it does not give a second allowance early.
/// </summary>
internal static class CalendarPeriods
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>A day on which the clock is set forward has 23 hours.</summary>
    private static readonly TimeSpan ShortestDay = TimeSpan.FromHours(23);

    /// <summary>When the hour ends that holds <paramref name="now"/>.</summary>
    /// <param name="previousEnd">When the one before it ended; the minimum value: there was none.</param>
    public static DateTimeOffset HourEnd(DateTimeOffset previousEnd, DateTimeOffset now, string zone)
    {
        Offset offset = TimeZones.Get(zone).GetUtcOffset(Instant.FromDateTimeOffset(now));
        DateTime wall = now.UtcDateTime + offset.ToTimeSpan();
        DateTimeOffset end = now + (Hour - TimeSpan.FromTicks(wall.Ticks % Hour.Ticks));
        return end - previousEnd < Hour ? end + Hour : end;
    }

    /// <summary>When the day ends that holds <paramref name="now"/>.</summary>
    /// <inheritdoc cref="HourEnd"/>
    public static DateTimeOffset DayEnd(DateTimeOffset previousEnd, DateTimeOffset now, string zone)
    {
        DateTimeZone clock = TimeZones.Get(zone);
        LocalDate tomorrow = Instant.FromDateTimeOffset(now).InZone(clock).Date.PlusDays(1);
        DateTimeOffset end = clock.AtStartOfDay(tomorrow).ToInstant().ToDateTimeOffset();
        return end - previousEnd < ShortestDay ? clock.AtStartOfDay(tomorrow.PlusDays(1)).ToInstant().ToDateTimeOffset() : end;
    }
}
