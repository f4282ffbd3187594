using CallQueue.Simulation.Workloads;
using CallQueue.Windows;
using NodaTime;

namespace CallQueue.Simulation.Promises;

/// <summary>Whether a person may be called at an instant, worked out anew from the clock on each wall that may be the person's.</summary>
internal static class CallingHours
{
    /// <summary>Null when calling is fine, else what is wrong.</summary>
    public static string? Offence(AskedCall asked, DateTimeOffset at)
    {
        if (asked.Rules.Deadline <= at) return $"its deadline was {asked.Rules.Deadline:dd HH:mm:ss.fff}";
        if (asked.Rules.Window is not { } window) return null;
        foreach (string zone in asked.Zones)
        {
            LocalDateTime wall = Instant.FromDateTimeOffset(at).InZone(DateTimeZoneProviders.Tzdb[zone]).LocalDateTime;
            if (!IsOpen(window, wall)) return $"{wall} in {zone} is outside {window}";
        }

        return null;
    }

    private static bool IsOpen(CallingWindow window, LocalDateTime wall)
    {
        if (IsClosed(window, wall.Date)) return false;
        long now = wall.TickOfDay;
        LocalDate yesterday = wall.Date.PlusDays(-1);
        return Spans(window, wall.Date).Any(span => now >= span.Start.Ticks && (now < span.End.Ticks || span.End <= span.Start))
            || (!IsClosed(window, yesterday) && Spans(window, yesterday).Any(span => span.End <= span.Start && now < span.End.Ticks));
    }

    private static IEnumerable<HourSpan> Spans(CallingWindow window, LocalDate day) =>
        window.Week is { } week ? week[(int)day.DayOfWeek - 1] : [new HourSpan(window.Start, window.End)];

    private static bool IsClosed(CallingWindow window, LocalDate day) => window.Closed?.Any(date => LocalDate.FromDateOnly(date) == day) == true;
}
