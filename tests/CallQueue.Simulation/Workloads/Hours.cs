using CallQueue.Simulation.Running;
using CallQueue.Windows;
using NodaTime;

namespace CallQueue.Simulation.Workloads;

/// <summary>
/// The day and hour at which a scenario starts and the calling hours in it. Where windows matter, the start lies close to
/// an opening or a closing, and often on a day on which clocks change.
/// </summary>
internal sealed record Hours(DateTimeOffset Start, CallingWindow? Window, string? Zone, IReadOnlyList<string> OtherZones)
{
    private static readonly (string Zone, LocalDate Change)[] Changes =
    [
        ("Europe/London", new LocalDate(2026, 3, 29)), ("Europe/London", new LocalDate(2026, 10, 25)),
        ("America/New_York", new LocalDate(2026, 3, 8)), ("America/New_York", new LocalDate(2026, 11, 1)),
        ("Australia/Lord_Howe", new LocalDate(2026, 4, 5)), ("Europe/Berlin", new LocalDate(2027, 3, 28)),
        ("Asia/Kolkata", new LocalDate(2026, 6, 15)), ("America/Sao_Paulo", new LocalDate(2026, 1, 10)),
    ];

    public static Hours Make(Chance chance)
    {
        bool any = chance.Of(0.1);
        (string zone, LocalDate day) = chance.Pick(Changes);
        CallingWindow window = chance.Pick(
        [
            new CallingWindow(new TimeOnly(9, 0), new TimeOnly(21, 0)), new CallingWindow(new TimeOnly(20, 0), new TimeOnly(2, 0)),
            new CallingWindow(new TimeOnly(2, 30), new TimeOnly(14, 0)), new CallingWindow(new TimeOnly(1, 15), new TimeOnly(1, 45)),
            new CallingWindow(new TimeOnly(8, 0), new TimeOnly(8, 30)),
        ]);
        LocalTime edge = LocalTime.FromTimeOnly(chance.Of(0.5) ? window.Start : window.End);
        Instant near = (day + edge).InZoneLeniently(DateTimeZoneProviders.Tzdb[zone]).ToInstant();
        DateTimeOffset start = any
            ? near.ToDateTimeOffset() + chance.Seconds(-900, 300)
            : new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) + chance.Seconds(0, 400 * 86400.0);
        string[] others = ["Europe/London", "America/New_York", "Asia/Tokyo", "America/Los_Angeles"];
        return new Hours(start, any ? window : null, any ? zone : null, any && chance.Of(0.4) ? others : []);
    }
}
