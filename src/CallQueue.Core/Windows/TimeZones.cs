using NodaTime;

namespace CallQueue.Windows;

/// <summary>IANA time zones, from the tables that come with the library: the same on every machine.</summary>
public static class TimeZones
{
    /// <summary>Whether there is a zone of this id (as in <c>Europe/London</c>).</summary>
    public static bool Exists(string id) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is not null;

    internal static DateTimeZone Get(string id) => DateTimeZoneProviders.Tzdb[id];
}
