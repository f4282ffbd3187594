using NodaTime;

namespace CallQueue.Windows;

/// <summary>IANA time zones, from the tables that come with the library: the same on every machine.</summary>
public static class TimeZones
{
    /// <summary>Whether there is a zone of this id (as in <c>Europe/London</c>).</summary>
    public static bool Exists(string id) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is not null;

    /// <summary>The same instant with the offset that the zone's clocks have then.</summary>
    /// <param name="zone">A zone that exists.</param>
    public static DateTimeOffset In(string zone, DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(Get(zone)).ToDateTimeOffset();

    internal static DateTimeZone Get(string id) => DateTimeZoneProviders.Tzdb[id];
}
