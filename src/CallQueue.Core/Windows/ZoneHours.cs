using NodaTime;
using NodaTime.TimeZones;

namespace CallQueue.Windows;

/// <summary>
/// No I/O: a window in one zone. Between two changes of its clock a zone is a fixed offset, so each such interval is processed
/// by the clock on its wall: what that shows is open is open, skipped hours do not exist, doubled ones exist twice.
/// </summary>
internal static class ZoneHours
{
    /// <summary>The first open instant at or after <paramref name="at"/>; null when there is none before <paramref name="before"/>.</summary>
    public static Instant? NextOpening(CallingWindow window, DateTimeZone zone, Instant at, Instant before)
    {
        var hours = new WallHours(window);
        for (Instant from = at; from < before;)
        {
            ZoneInterval clock = zone.GetZoneInterval(from);
            Instant end = clock.HasEnd && clock.End < before ? clock.End : before;
            if (hours.NextOpening(Wall(from, clock), Wall(end, clock)) is { } opening) return from + Duration.FromTicks((opening - Wall(from, clock)).Ticks);
            from = end;
        }

        return null;
    }

    /// <summary>When the span that is open at <paramref name="at"/> closes.</summary>
    public static Instant Closing(CallingWindow window, DateTimeZone zone, Instant at)
    {
        var hours = new WallHours(window);
        while (true)
        {
            ZoneInterval clock = zone.GetZoneInterval(at);
            DateTime wall = Wall(at, clock);
            Instant closing = at + Duration.FromTicks((hours.Closing(wall) - wall).Ticks);
            if (!clock.HasEnd || closing < clock.End) return closing;
            at = clock.End;
            if (!hours.IsOpen(Wall(at, zone.GetZoneInterval(at)))) return at;
        }
    }

    private static DateTime Wall(Instant at, ZoneInterval clock) => (at + Duration.FromTicks(clock.WallOffset.Ticks)).ToDateTimeUtc();
}
