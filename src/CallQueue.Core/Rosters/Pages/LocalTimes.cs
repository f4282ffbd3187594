using CallQueue.Windows;
using NodaTime;

namespace CallQueue.Rosters.Pages;

/// <summary>No I/O: times on the clock of a zone as instants.</summary>
internal static class LocalTimes
{
    /// <summary>When a time comes on a date; null where the clock skips it together with the rest of that date.</summary>
    public static DateTimeOffset? InstantOf(string zone, DateOnly date, TimeOnly time)
    {
        var local = LocalDate.FromDateOnly(date) + LocalTime.FromTimeOnly(time);
        ZonedDateTime at = local.InZone(TimeZones.Get(zone), TimeZones.Resolver);
        return at.Date == local.Date ? at.ToInstant().ToDateTimeOffset() : null;
    }

    /// <summary>The date in a zone.</summary>
    public static DateOnly DateOf(string zone, DateTimeOffset at) => LocalOf(zone, at).Date.ToDateOnly();

    /// <summary>Date and time in a zone.</summary>
    public static LocalDateTime LocalOf(string zone, DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(TimeZones.Get(zone)).LocalDateTime;

    /// <summary>When a time comes first after <paramref name="after"/>.</summary>
    public static DateTimeOffset NextAfter(string zone, TimeOnly time, DateTimeOffset after)
    {
        for (DateOnly date = DateOf(zone, after); ; date = date.AddDays(1))
        {
            if (InstantOf(zone, date, time) is { } at && at > after) return at;
        }
    }
}
