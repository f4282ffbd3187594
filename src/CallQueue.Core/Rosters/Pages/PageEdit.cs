namespace CallQueue.Rosters.Pages;

/// <summary>No I/O: a contact page after an upload.</summary>
internal sealed record PageEdit(ContactEntry[] Entries, int Added, int Changed, int EnabledMore, IReadOnlyList<Contact> Disabled)
{
    /// <summary>Puts contacts of this page in, each id once.</summary>
    /// <param name="contacts">In any order.</param>
    public static PageEdit Put(ContactEntry[] entries, IReadOnlyList<Contact> contacts, DateTimeOffset firedThrough, DateTimeOffset now)
    {
        var all = new List<ContactEntry>(entries);
        var disabled = new List<Contact>();
        (int added, int changed, int more) = (0, 0, 0);
        foreach (Contact contact in contacts)
        {
            int at = ContactPages.Find(entries, contact.Id);
            ContactEntry? old = at >= 0 ? all[at] : null;
            if (contact.Equals(old?.Contact)) continue;
            ContactEntry entry = DueContacts.Edited(old, contact, firedThrough, now);
            if (old is null) all.Add(entry);
            else all[at] = entry;
            if (old is null) added++;
            else changed++;
            more += (contact.CallEnabled ? 1 : 0) - (old is { Contact.CallEnabled: true } ? 1 : 0);
            if (old is { Contact.CallEnabled: true } && !contact.CallEnabled) disabled.Add(old.Contact);
        }

        all.Sort((one, other) => string.CompareOrdinal(one.Contact.Id, other.Contact.Id));
        return new PageEdit([.. all], added, changed, more, disabled);
    }
}
