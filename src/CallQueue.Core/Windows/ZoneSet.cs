using System.Collections.Concurrent;
using NodaTime;

namespace CallQueue.Windows;

/// <summary>
/// The zones in which a person may be: one when it is known, else all that are possible for the number. A window is open when it is
/// open in all of them, so that nobody is called outside any.
/// </summary>
internal sealed class ZoneSet
{
    private static readonly ConcurrentDictionary<string, ZoneSet> Single = new(StringComparer.Ordinal);

    private readonly DateTimeZone[] _zones;

    public ZoneSet(IReadOnlyList<string> ids) => (Ids, _zones) = (ids, [.. ids.Select(TimeZones.Get)]);

    /// <summary>Their IANA names.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>A zone that is known. <paramref name="id"/> must exist.</summary>
    public static ZoneSet Of(string id) => Single.TryGetValue(id, out ZoneSet? known) ? known : Single.GetOrAdd(id, new ZoneSet([id]));

    /// <summary>The given zone; else those of the number; else <paramref name="fallback"/>; else UTC.</summary>
    public static ZoneSet Of(PhoneNumber to, string? given, string? fallback) =>
        given is not null ? Of(given) : NumberZones.Find(to) ?? Of(fallback ?? "UTC");

    /// <summary>
    /// The first instant at or after <paramref name="at"/> at which the window, and the <paramref name="outer"/> one where there is one, are
    /// open in all zones; null when there is none before <paramref name="before"/>.
    /// </summary>
    public DateTimeOffset? NextOpening(CallingWindow window, DateTimeOffset at, DateTimeOffset before, CallingWindow? outer = null)
    {
        Instant from = Instant.FromDateTimeOffset(at);
        Instant limit = Instant.FromDateTimeOffset(before);
        Instant open = from;
        int agreeing = 0;
        int places = outer is null ? _zones.Length : 2 * _zones.Length;
        for (int i = 0; agreeing < places; i = (i + 1) % places)
        {
            CallingWindow hours = i < _zones.Length ? window : outer!;
            if (ZoneHours.NextOpening(hours, _zones[i % _zones.Length], open, limit) is not { } opening) return null;
            agreeing = opening == open ? agreeing + 1 : 1;
            open = opening;
        }

        return open == from ? at : open.ToDateTimeOffset();
    }

    /// <summary>When the window that is open at <paramref name="at"/> closes in the first of the zones.</summary>
    public DateTimeOffset Closing(CallingWindow window, DateTimeOffset at)
    {
        Instant from = Instant.FromDateTimeOffset(at);
        return _zones.Min(zone => ZoneHours.Closing(window, zone, from)).ToDateTimeOffset();
    }

    public override string ToString() => string.Join(", ", Ids);
}
