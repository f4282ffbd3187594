using System.Diagnostics.CodeAnalysis;
using NodaTime;
using NodaTime.TimeZones;

namespace CallQueue.Windows;

/// <summary>IANA time zones, from the tables that come with the library: the same on every machine.</summary>
public static class TimeZones
{
    /// <summary>The longest name that is read, in characters.</summary>
    public const int LongestName = 100;

    /// <summary>A time that the clock skips is the first instant after the gap; one that it shows twice is its first showing.</summary>
    internal static ZoneLocalMappingResolver Resolver { get; } = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    /// <summary>
    /// Reads a zone's name: an IANA id in any case, <c>us_slash_eastern</c>, or a name of Windows. Names that do not mean what their
    /// users mean are refused: abbreviations (<c>EST</c>, <c>IST</c>) and offsets (<c>GMT+5</c>). The problem continues a sentence that begins with the name.
    /// </summary>
    /// <param name="id">The canonical IANA id, such as <c>America/New_York</c> for <c>US/Eastern</c>.</param>
    public static bool TryRead(string text, [NotNullWhen(true)] out string? id, [NotNullWhen(false)] out string? problem)
    {
        (id, problem) = text.Length > LongestName ? (null, $"must be at most {LongestName} characters") : ZoneNames.Read(text);
        return problem is null;
    }

    /// <summary>
    /// The instant of a date and time on the clocks of a zone. Where they skip it, the first instant after the gap; where they show it
    /// twice, the first time.
    /// </summary>
    /// <param name="zone">A zone that exists.</param>
    public static DateTimeOffset At(string zone, DateTime local) => LocalDateTime.FromDateTime(local).InZone(Get(zone), Resolver).ToInstant().ToDateTimeOffset();

    /// <summary>Whether there is a zone of this id (as in <c>Europe/London</c>).</summary>
    public static bool Exists(string id) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is not null;

    /// <summary>The same instant with the offset that the zone's clocks have then.</summary>
    /// <param name="zone">A zone that exists.</param>
    public static DateTimeOffset In(string zone, DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(Get(zone)).ToDateTimeOffset();

    internal static DateTimeZone Get(string id) => DateTimeZoneProviders.Tzdb[id];
}
