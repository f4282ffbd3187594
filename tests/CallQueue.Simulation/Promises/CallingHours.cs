using CallQueue.Calls;
using NodaTime;

namespace CallQueue.Simulation.Promises;

/// <summary>Whether a person may be called at an instant, worked out anew from the clock on the person's wall.</summary>
internal static class CallingHours
{
    /// <summary>Null when calling is fine, else what is wrong.</summary>
    public static string? Offence(CallRules rules, DateTimeOffset at)
    {
        if (rules.Window is not { } window) return null;
        DateTimeZone zone = DateTimeZoneProviders.Tzdb[rules.TimeZone ?? "UTC"];
        long wall = Instant.FromDateTimeOffset(at).InZone(zone).TickOfDay;
        (long start, long end) = (window.Start.Ticks, window.End.Ticks);
        bool inside = start < end ? wall >= start && wall < end : wall >= start || wall < end;
        return inside ? null : $"{new TimeOnly(wall):HH:mm:ss.fff} in {zone.Id} is outside {window}";
    }
}
