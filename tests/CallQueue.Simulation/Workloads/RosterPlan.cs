using CallQueue.Rosters;
using CallQueue.Simulation.Running;
using NodaTime;

namespace CallQueue.Simulation.Workloads;

/// <summary>A roster of one business, called over two days; in one seed of six. Its chances are a stream of their own.</summary>
internal sealed record RosterPlan(IReadOnlyList<ContactPlan> Contacts, IReadOnlyList<TimeSpan> Triggers)
{
    /// <summary>Until when all of its calls have ended.</summary>
    public static TimeSpan Patience => TimeSpan.FromDays(7);

    /// <summary>When everybody is taken off again: behind the second day's calls.</summary>
    public static TimeSpan Horizon => TimeSpan.FromHours(37);

    private static readonly string[] Zones = ["Asia/Kathmandu", "Europe/London", "America/New_York", "Pacific/Chatham", "UTC", "Australia/Lord_Howe"];

    public static RosterPlan? Make(ulong seed, Scenario scenario)
    {
        Chance chance = new Chance(seed ^ 0x4057E4).Fork();
        if (!chance.Of(1.0 / 6)) return null;
        ContactPlan[] contacts = [.. Enumerable.Range(0, chance.Between(2, 12)).Select(i => MakeContact(chance, scenario, i))];
        return new RosterPlan(contacts, [.. Enumerable.Range(0, chance.Of(0.4) ? 3 : 0).Select(_ => chance.Seconds(0, 400))]);
    }

    private static ContactPlan MakeContact(Chance chance, Scenario scenario, int i)
    {
        string zone = chance.Pick(Zones);
        var contact = new Contact
        {
            Id = $"k{i}", To = PhoneNumber.Parse($"+16000{i:d6}"), Name = $"Contact {i}", TimeZone = zone, CallEnabled = chance.Of(0.9),
            CallTime = WallTime(scenario.Start + chance.Seconds(5, 400), zone),
        };
        Contact? edited = chance.Below(4) switch
        {
            0 => contact with { CallEnabled = !contact.CallEnabled },
            1 => contact with { CallTime = WallTime(scenario.Start + chance.Seconds(5, 700), zone) },
            2 => contact with { Name = "Another name" },
            _ => null,
        };
        return new ContactPlan(contact, chance.Of(0.7) ? TimeSpan.Zero : chance.Seconds(0, 200), edited, chance.Seconds(0, 500));
    }

    private static TimeOnly WallTime(DateTimeOffset at, string zone)
    {
        LocalTime wall = Instant.FromDateTimeOffset(at).InZone(DateTimeZoneProviders.Tzdb[zone]).TimeOfDay;
        return new TimeOnly(wall.Hour, wall.Minute, wall.Second);
    }
}

/// <summary>A contact, when it is put in, and how it is edited once.</summary>
internal sealed record ContactPlan(Contact Contact, TimeSpan At, Contact? Edited, TimeSpan EditAfter);
