using System.Globalization;
using CallQueue.Businesses;
using CallQueue.Businesses.Leases;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Simulation.Running;
using CallQueue.Windows;

namespace CallQueue.Simulation.Workloads;

/// <summary>
/// In some seeds one more business: it calls people in many countries, by weekly windows and holidays at every level, with
/// zones given or not, with deadlines, and with runs that start later. Its chance is a stream of its own.
/// </summary>
internal static class Abroad
{
    private const double Often = 0.12;

    /// <summary>What some numbers tell, written down here anew.</summary>
    private static readonly (string Prefix, string[] Zones)[] Places =
    [
        ("+4420", ["Europe/London"]), ("+1212", ["America/New_York"]), ("+1415", ["America/Los_Angeles"]), ("+1208", ["America/Boise", "America/Los_Angeles"]),
        ("+1602", ["America/Phoenix"]), ("+1701", ["America/Chicago", "America/Denver"]), ("+9198", ["Asia/Kolkata"]), ("+9779", ["Asia/Kathmandu"]),
        ("+5511", ["America/Sao_Paulo"]), ("+4917", ["Europe/Berlin"]), ("+3531", ["Europe/Dublin"]), ("+6421", ["Pacific/Auckland", "Pacific/Chatham"]),
        ("+6129", ["Australia/Sydney", "Australia/Lord_Howe"]), ("+3461", ["Europe/Madrid", "Atlantic/Canary"]), ("+8190", ["Asia/Tokyo"]),
        ("+7701", ["Asia/Almaty", "Asia/Aqtobe"]), ("+6281", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]),
    ];

    private static readonly string[] Zones = ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Sao_Paulo"];

    /// <summary>The scenario, with that business in it or as it was.</summary>
    public static Scenario Join(ulong seed, Scenario scenario)
    {
        var chance = new Chance(seed ^ 0xAB40AD);
        if (!chance.Of(Often)) return scenario;
        return scenario with { Businesses = [.. scenario.Businesses, Make(chance, scenario.Start)], Patience = TimeSpan.FromDays(60) };
    }

    /// <summary>In which zones the person may be; null: the number tells nothing.</summary>
    public static IReadOnlyList<string>? ZonesOf(PhoneNumber to) =>
        Array.Find(Places, place => to.Value.StartsWith(place.Prefix, StringComparison.Ordinal)).Zones;

    private static BusinessPlan Make(Chance chance, DateTimeOffset start)
    {
        int people = 0;
        var settings = new BusinessSettings
        {
            Slots = chance.Between(1, 6),
            Rules = new CallRules { Window = chance.Of(0.5) ? Window(chance, start) : null, TimeZone = chance.Of(0.5) ? chance.Pick(Zones) : null },
            Retention = new Retention { Age = TimeSpan.FromDays(200), Completed = 100_000, Failed = 100_000 },
        };
        RunPlan[] runs = [.. Enumerable.Range(0, chance.Between(2, 5)).Select(i => Run(chance, $"run{i}", start, () => Number(chance, people++)))];
        if (settings.Rules.Window is null) runs = [.. runs, ShortRun(chance, start, () => Number(chance, people++))];
        SinglePlan[] singles = [.. Enumerable.Range(0, chance.Between(0, 10)).Select(i =>
            new SinglePlan($"solo.{i}", chance.Seconds(0, 200), Call(chance, start, Number(chance, people++), ownRules: 1), 1))];
        Errand[] errands = [.. runs.Where(_ => chance.Of(0.3)).Select(run => new Errand.PauseRun(run.At + chance.Seconds(0, 300), run.Name, chance.Seconds(0, 20_000)))];
        return new BusinessPlan(new BusinessId("abroad"), settings) { Runs = runs, Singles = singles, Errands = errands };
    }

    private static RunPlan Run(Chance chance, string name, DateTimeOffset start, Func<PhoneNumber> number)
    {
        int size = chance.Between(20, 80);
        double ownRules = chance.Of(0.5) ? 0.3 : 0;
        CallRules rules = Rules(chance, start) with
        {
            Retry = new RetryPolicy { MaxAttempts = chance.Between(1, 3), Delay = chance.Seconds(1, 20_000) }, RingTimeout = TimeSpan.FromSeconds(20), MaxDuration = TimeSpan.FromSeconds(60),
        };
        var template = new RunTemplate { Rules = rules, NotBefore = chance.Of(0.3) ? start + chance.Seconds(0, 100_000) : null };

        // Some days of it are open, whatever the windows.
        if (chance.Of(0.3)) template = template with { Rules = rules with { Deadline = start + chance.Seconds(20 * 86_400, 25 * 86_400) } };
        return new RunPlan(name, chance.Seconds(0, 240), template, [.. Enumerable.Range(0, size).Select(_ => Call(chance, start, number(), ownRules))], chance.Between(size / 2, size));
    }

    /// <summary>Without windows nothing is put off for days, so its time may be too short for all of it.</summary>
    private static RunPlan ShortRun(Chance chance, DateTimeOffset start, Func<PhoneNumber> number)
    {
        var rules = new CallRules
        {
            Retry = new RetryPolicy { MaxAttempts = 3, Delay = chance.Seconds(1, 4_000) }, RingTimeout = TimeSpan.FromSeconds(20), MaxDuration = TimeSpan.FromSeconds(60),
            Deadline = start + chance.Seconds(3_600, 10_000),
        };
        int size = chance.Between(20, 120);
        return new RunPlan("short", chance.Seconds(0, 240), new RunTemplate { Rules = rules }, [.. Enumerable.Range(0, size).Select(_ => new NewCall { To = number() })], size);
    }

    private static NewCall Call(Chance chance, DateTimeOffset start, PhoneNumber to, double ownRules)
    {
        CallRules? rules = chance.Of(ownRules) ? Rules(chance, start) : null;
        if (rules is not null && chance.Of(0.3)) rules = rules with { Deadline = start + chance.Seconds(8 * 86_400, 12 * 86_400) };
        return new NewCall { To = to, Rules = rules, NotBefore = chance.Of(0.2) ? start + chance.Seconds(0, 200_000) : null };
    }

    private static CallRules Rules(Chance chance, DateTimeOffset start) => new()
    {
        Window = chance.Of(0.6) ? Window(chance, start) : null,
        TimeZone = chance.Of(0.2) ? chance.Pick(Zones) : null,
    };

    private static CallingWindow Window(Chance chance, DateTimeOffset start)
    {
        string holiday = (start + chance.Seconds(0, 4 * 86_400)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string text = chance.Pick(
        [
            "09:00-21:00", $"mon-fri 09:00-12:00,13:00-18:00; sat 10:00-16:00; closed {holiday}", "mon,wed,fri 08:30-20:30; sun 10:00-24:00",
            $"20:00-08:00; closed {holiday}", "00:00-24:00", $"mon-thu 18:00-06:00; sat-sun 00:00-24:00; closed {holiday}",
        ]);
        return CallingWindow.TryParse(text, out CallingWindow? window, out string? problem) ? window : throw new FormatException(problem);
    }

    private static PhoneNumber Number(Chance chance, int person)
    {
        string prefix = chance.Of(0.1) ? "+9996" : chance.Pick(Places).Prefix;
        return PhoneNumber.Parse(prefix + person.ToString("d7", CultureInfo.InvariantCulture));
    }
}
