using CallQueue.Windows;
using NodaTime;
using NodaTime.TimeZones;

namespace CallQueue.Schedules;

/// <summary>
/// No I/O: the instants at which a cron expression fires in a time zone. Each interval without a clock change is processed
/// on its own wall clock, so the instants are in order in every zone.
/// </summary>
internal sealed class OccurrenceTimes(Cron cron, string zone, SkippedTime skipped, DoubledTime doubled)
{
    private static readonly DateTime LatestLocal = new(9990, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
    private readonly DateTimeZone _zone = TimeZones.Get(zone);

    /// <summary>The first occurrence after <paramref name="at"/>; null when none ever comes.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset at)
    {
        Instant after = Instant.FromDateTimeOffset(at);
        DateTime farthest = Earlier(at.UtcDateTime.AddYears(Cron.LongestGapInYears), LatestLocal);
        ZoneInterval clock = _zone.GetZoneInterval(after);
        while (true)
        {
            if (NextIn(clock, after) is { } found) return found.ToDateTimeOffset();
            if (!clock.HasEnd || clock.End.ToDateTimeUtc() > farthest) return null;
            clock = _zone.GetZoneInterval(clock.End);
        }
    }

    /// <summary>The occurrences after <paramref name="at"/>, in order.</summary>
    public IEnumerable<DateTimeOffset> After(DateTimeOffset at)
    {
        for (DateTimeOffset? next = NextAfter(at); next is { } found; next = NextAfter(found)) yield return found;
    }

    /// <summary>
    /// The newest <paramref name="count"/> occurrences from <paramref name="from"/> to <paramref name="until"/>, both
    /// included, in order. Searched from the end, so that a year of missed minutes costs no more than an hour of them.
    /// </summary>
    public IReadOnlyList<DateTimeOffset> Newest(int count, DateTimeOffset from, DateTimeOffset until)
    {
        for (TimeSpan stretch = TimeSpan.FromHours(1); ; stretch *= 4)
        {
            bool isWhole = until - from <= stretch;
            DateTimeOffset begin = (isWhole ? from : until - stretch).AddTicks(-1);
            List<DateTimeOffset> found = [.. After(begin).TakeWhile(at => at <= until).TakeLast(count)];
            if (isWhole || found.Count == count) return found;
        }
    }

    /// <summary>The first occurrence after <paramref name="after"/> within one interval of the clock.</summary>
    private Instant? NextIn(ZoneInterval clock, Instant after)
    {
        if (skipped == SkippedTime.NextValid && clock.HasStart && clock.Start > after && SkipsOne(clock)) return clock.Start;
        DateTime start = clock.HasStart ? Local(clock.Start, clock).AddTicks(-1) : DateTime.MinValue;
        DateTime from = after >= (clock.HasStart ? clock.Start : Instant.MinValue) ? Local(after, clock) : start;
        DateTime end = clock.HasEnd ? Local(clock.End, clock) : LatestLocal;
        for (DateTime? next = cron.NextLocal(from, end); next is { } local; next = cron.NextLocal(local, end))
        {
            Instant at = LocalDateTime.FromDateTime(local).WithOffset(clock.WallOffset).ToInstant();
            if (at > after && (doubled == DoubledTime.Both || cron.IsHourly || !IsSecondPass(local, clock))) return at;
        }

        return null;
    }

    /// <summary>Whether the forward clock change at the start of this interval skipped an occurrence.</summary>
    private bool SkipsOne(ZoneInterval clock)
    {
        ZoneInterval before = _zone.GetZoneInterval(clock.Start - Duration.Epsilon);
        return cron.NextLocal(Local(clock.Start, before).AddTicks(-1), Local(clock.Start, clock)) is not null;
    }

    /// <summary>Whether the backward clock change at the start of this interval repeats this time.</summary>
    private bool IsSecondPass(DateTime local, ZoneInterval clock) =>
        clock.HasStart && local < Local(clock.Start, _zone.GetZoneInterval(clock.Start - Duration.Epsilon));

    private static DateTime Local(Instant instant, ZoneInterval clock) => instant.WithOffset(clock.WallOffset).LocalDateTime.ToDateTimeUnspecified();

    private static DateTime Earlier(DateTime a, DateTime b) => a < b ? a : b;
}
