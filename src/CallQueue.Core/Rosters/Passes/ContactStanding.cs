using CallQueue.Rosters.Pages;

namespace CallQueue.Rosters.Passes;

/// <summary>No I/O: why a contact has, or does not have, a call today.</summary>
internal static class ContactStanding
{
    /// <param name="entry">The contact.</param>
    /// <param name="firedThrough">Contacts due up to here were handled.</param>
    /// <param name="now">The current time.</param>
    public static ContactReasons Of(ContactEntry entry, DateTimeOffset firedThrough, DateTimeOffset now)
    {
        Contact contact = entry.Contact;
        (DateOnly date, DateTimeOffset? at) = DueContacts.Today(contact, now);
        ContactReason reason = !contact.CallEnabled ? ContactReason.Disabled
            : entry.SkipThrough >= date ? ContactReason.AlreadyCalled
            : at is not { } due ? ContactReason.ClockSkipped
            : due > now ? ContactReason.NotYet
            : entry.From >= due ? ContactReason.SetTooLate
            : due > firedThrough ? ContactReason.Due
            : ContactReason.Submitted;
        DateTimeOffset? next = contact.CallEnabled ? NextAt(entry, reason == ContactReason.Due ? at!.Value.AddTicks(-1) : now) : null;
        return new ContactReasons(contact, reason, date, at, next, RosterCalls.NameOf(contact.Id, date)) { SetAt = reason == ContactReason.SetTooLate ? entry.From : null };
    }

    /// <summary>The first of its times after an instant on a date that has no call yet.</summary>
    private static DateTimeOffset NextAt(ContactEntry entry, DateTimeOffset after)
    {
        Contact contact = entry.Contact;
        DateTimeOffset at = LocalTimes.NextAfter(contact.TimeZone, contact.CallTime, after);
        while (entry.SkipThrough >= LocalTimes.DateOf(contact.TimeZone, at)) at = LocalTimes.NextAfter(contact.TimeZone, contact.CallTime, at);
        return at;
    }
}
