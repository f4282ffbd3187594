namespace CallQueue.Rosters.Pages;

/// <summary>No I/O: who is called now, and which dates of a contact are done.</summary>
internal static class DueContacts
{
    /// <summary>
    /// How late a call may be once its local date is over. On its date it is made however late it is, as windows guard
    /// the night: so a pass that was missed while the process was down is made good, but never on another day.
    /// </summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromMinutes(15);

    /// <summary>The first date of a zone whose calls may be wanted still.</summary>
    public static DateOnly FirstDate(string zone, DateTimeOffset now) => LocalTimes.DateOf(zone, now - Grace);

    /// <summary>Whether a contact is to be called because of a time that has come.</summary>
    public static bool IsDue(ContactEntry entry, DueTime due, DateTimeOffset now) =>
        Stands(entry, due) && !(entry.SkipThrough >= due.Date) && !(entry.From >= due.At)
        && (due.At >= now - Grace || due.Date >= LocalTimes.DateOf(due.Zone, now));

    /// <summary>Whether a contact is called at that time of its day at all.</summary>
    public static bool Stands(ContactEntry entry, DueTime due) =>
        entry.Contact.CallEnabled && entry.Contact.CallTime == due.Time && entry.Contact.TimeZone == due.Zone;

    /// <summary>
    /// The entry after an edit. A date whose call was made has no second one, whatever time or zone is set afterwards; a
    /// time that is set when it has passed begins on the next day.
    /// </summary>
    /// <param name="firedThrough">Contacts due up to here were handled.</param>
    public static ContactEntry Edited(ContactEntry? old, Contact contact, DateTimeOffset firedThrough, DateTimeOffset now)
    {
        var entry = new ContactEntry { Contact = contact, SkipThrough = old?.SkipThrough, From = old?.From };
        bool isSame = old is not null && old.Contact.CallTime == contact.CallTime && old.Contact.TimeZone == contact.TimeZone
            && (old.Contact.CallEnabled || !contact.CallEnabled);
        if (old is { Contact.CallEnabled: true } && Today(old.Contact, now) is var (made, madeAt) && madeAt <= firedThrough && !(old.From >= madeAt)) entry = Done(entry, made);
        return isSame ? entry : entry with { From = now };
    }

    /// <summary>A contact's time on the date that it is there now.</summary>
    public static (DateOnly Date, DateTimeOffset? At) Today(Contact contact, DateTimeOffset now)
    {
        DateOnly date = LocalTimes.DateOf(contact.TimeZone, now);
        return (date, LocalTimes.InstantOf(contact.TimeZone, date, contact.CallTime));
    }

    private static ContactEntry Done(ContactEntry entry, DateOnly date) => entry.SkipThrough >= date ? entry : entry with { SkipThrough = date };
}
