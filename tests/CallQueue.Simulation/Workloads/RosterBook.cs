using CallQueue.Rosters;
using CallQueue.Simulation.Running;
using NodaTime;

namespace CallQueue.Simulation.Workloads;

/// <summary>What the keeper of a roster was told, and what follows from it: worked out anew from the clocks on people's walls.</summary>
internal sealed class RosterBook(BusinessId business)
{
    public BusinessId Business => business;

    public List<ContactBook> Contacts { get; } = [];
}

/// <summary>One contact's edits, in their order.</summary>
internal sealed class ContactBook(CallId[] calls)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Unsettled = TimeSpan.FromHours(1);

    /// <summary>The calls it may ever have, one for each date.</summary>
    public IReadOnlyList<CallId> Calls => calls;

    public List<ContactEdit> Edits { get; } = [];

    /// <summary>Whether the call of a date must have been made; false: it must not; null: edits came too close to tell.</summary>
    public bool? IsOwed(LocalDate date, Scenario scenario)
    {
        bool may = false;
        for (int i = 0; i < Edits.Count; i++)
        {
            (Contact contact, DateTimeOffset asked, DateTimeOffset? answered) = Edits[i];
            if (!contact.CallEnabled) continue;
            DateTimeOffset at = InstantOf(contact, date);
            DateTimeOffset? replaced = i + 1 < Edits.Count ? Edits[i + 1].AskedAt : null;
            if (at < asked || at - Ahead > (i + 1 < Edits.Count ? Edits[i + 1].AnsweredAt : null)) continue;
            may = true;

            // A pass may be late in bad weather: an edit, or the end of the date, may come before it.
            TimeSpan late = scenario.IsCalm(at, Scenario.Aftermath) ? TimeSpan.FromMinutes(2) : Unsettled;
            bool isSure = at > answered && !(at + late >= replaced) && DateOf(contact, at + late) == date;
            if (isSure) return true;
        }

        return may ? null : false;
    }

    private static DateTimeOffset InstantOf(Contact contact, LocalDate date)
    {
        NodaTime.TimeZones.ZoneLocalMapping mapping = Zone(contact).MapLocal(date + LocalTime.FromTimeOnly(contact.CallTime));
        return (mapping.Count == 0 ? mapping.LateInterval.Start : mapping.First().ToInstant()).ToDateTimeOffset();
    }

    private static LocalDate DateOf(Contact contact, DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(Zone(contact)).Date;

    private static DateTimeZone Zone(Contact contact) => DateTimeZoneProviders.Tzdb[contact.TimeZone];
}

/// <summary>A contact as it was put in.</summary>
internal sealed class ContactEdit(Contact contact, DateTimeOffset askedAt)
{
    public DateTimeOffset AskedAt => askedAt;

    public DateTimeOffset? AnsweredAt { get; set; }

    public void Deconstruct(out Contact put, out DateTimeOffset asked, out DateTimeOffset? answered) => (put, asked, answered) = (contact, askedAt, AnsweredAt);
}
