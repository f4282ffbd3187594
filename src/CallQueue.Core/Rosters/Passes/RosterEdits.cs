using CallQueue.Rosters.Pages;

namespace CallQueue.Rosters.Passes;

/// <summary>Changes a shard's contacts, page by page: each change of a page is whole before anything else can see it.</summary>
internal sealed class RosterEdits(RosterState state, TimeProvider time)
{
    /// <summary>Calls may have been started so long before their time.</summary>
    public static TimeSpan LongestAhead { get; } = TimeSpan.FromMinutes(5);

    private DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Adds or replaces contacts; returns how many were added and changed, and the calls to cancel; null when the known contact is outdated.</summary>
    public async Task<(int Added, int Changed, List<string> Cancels)?> PutAsync(PutContacts request)
    {
        IReadOnlyList<Contact> contacts = request.Contacts;

        // All times first: an index page then changes once, not once for each contact page.
        Contact[] called = [.. contacts.Where(contact => contact.CallEnabled)];
        await state.Index.LoadAsync(called.Select(QuarterOf).Distinct());
        state.Index.Add(called.Select(contact => TimeOf(contact, ContactPlace.Of(contact.Id).Page)));
        (int added, int changed, List<string> cancels) = (0, 0, []);
        foreach (IGrouping<int, Contact> group in contacts.GroupBy(contact => ContactPlace.Of(contact.Id).Page).OrderBy(group => group.Key))
        {
            Contact[] some = [.. group];
            ContactEntry[] entries = [];
            while (!IsOpen(group.Key, some.Select(contact => contact.Id), ref entries)) await OpenAsync(group.Key, some.Select(contact => contact.Id));

            // Index entries added in the meantime are harmless: a pass that finds no contacts removes them.
            if (request.Known is { } known && !IsAmong(entries, known)) return null;
            PageEdit edit = Put(group.Key, entries, some);
            (added, changed) = (added + edit.Added, changed + edit.Changed);
            cancels.AddRange(edit.Disabled.SelectMany(CallsOf));
        }

        if (changed > 0) await FindNextAsync();
        return (added, changed, cancels);
    }

    /// <summary>Takes a contact out; answers whether it was there, and which calls are to be canceled.</summary>
    public async Task<(bool WasThere, IReadOnlyList<string> Cancels)> RemoveAsync(string id)
    {
        int page = ContactPlace.Of(id).Page;
        ContactEntry[] entries = [];
        while (!IsOpen(page, [id], ref entries)) await OpenAsync(page, [id]);
        int at = ContactPages.Find(entries, id);
        if (at < 0) return (false, []);
        Contact contact = entries[at].Contact;
        state.SeenTo(Now);
        Replace(page, entries, [.. entries[..at], .. entries[(at + 1)..]]);
        state.Contacts--;
        state.Enabled -= contact.CallEnabled ? 1 : 0;
        string[] cancels = [.. CallsOf(contact)];
        state.Cancels.UnionWith(cancels);
        await FindNextAsync();
        return (true, cancels);
    }

    private PageEdit Put(int page, ContactEntry[] entries, Contact[] contacts)
    {
        DateTimeOffset now = Now;
        state.SeenTo(now);
        PageEdit edit = PageEdit.Put(entries, contacts, state.FiredThrough, now);
        if (edit.Added + edit.Changed > 0) Replace(page, entries, edit.Entries);
        state.Contacts += edit.Added;
        state.Enabled += edit.EnabledMore;
        foreach (Contact contact in contacts.Where(contact => contact.CallEnabled))
        {
            state.DueAt(LocalTimes.NextAfter(contact.TimeZone, contact.CallTime, now));
            if (state.Cancels.Count > 0) state.Cancels.ExceptWith(CallsOf(contact));
        }

        state.Cancels.UnionWith(edit.Disabled.SelectMany(CallsOf));
        return edit;
    }

    /// <summary>Writes a page and updates the index: adds entries that a pass removed in the meantime, and removes unused times.</summary>
    private void Replace(int page, ContactEntry[] old, ContactEntry[] entries)
    {
        state.Pages.Write(page, entries);
        state.Index.Add(Called(Beside(entries, old), page));
        HashSet<(string, TimeOnly, int)> called = [.. Called(entries, page)];
        foreach ((string zone, TimeOnly time, int _) in Called(Beside(old, entries), page).Where(gone => !called.Contains(gone)))
            state.Index.Remove(zone, time, page);
    }

    private Task FindNextAsync() => state.Pass is not null || state.NextAt <= Now
        ? Task.CompletedTask
        : state.Index.FindNextAsync(state.FiredThrough, nextAt =>
        {
            // A pass that has begun meanwhile finds it itself.
            if (state.Pass is null) state.NextAt = nextAt;
        });

    /// <summary>Whether a page and the index entries of these contacts are in memory.</summary>
    private bool IsOpen(int page, IEnumerable<string> ids, ref ContactEntry[] entries) =>
        state.Pages.TryGet(page, out entries) && QuartersOf(entries, ids).All(state.Index.IsLoaded);

    private Task OpenAsync(int page, IEnumerable<string> ids) =>
        state.Pages.TryGet(page, out ContactEntry[] entries) ? state.Index.LoadAsync(QuartersOf(entries, ids)) : state.Pages.LoadAsync(page);

    private static IEnumerable<int> QuartersOf(ContactEntry[] entries, IEnumerable<string> ids) =>
        ids.Select(id => ContactPages.Find(entries, id)).Where(at => at >= 0).Select(at => QuarterOf(entries[at].Contact)).Distinct();

    /// <summary>The calls that may be waiting for a contact: of today, and of yesterday until today's time has come.</summary>
    private IEnumerable<string> CallsOf(Contact contact)
    {
        DateTimeOffset now = Now;
        (DateOnly today, DateTimeOffset? at) = DueContacts.Today(contact, now);
        yield return RosterCalls.NameOf(contact.Id, today.AddDays(-1));
        if (at <= now + LongestAhead) yield return RosterCalls.NameOf(contact.Id, today);
    }

    private static bool IsAmong(ContactEntry[] entries, Contact known) => ContactPages.Find(entries, known.Id) is >= 0 and var at && entries[at].Contact.Equals(known);

    private static int QuarterOf(Contact contact) => ZoneTable.QuarterOf(contact.CallTime);

    /// <summary>Those of some entries that are not the very same among others.</summary>
    private static IEnumerable<ContactEntry> Beside(ContactEntry[] entries, ContactEntry[] others)
    {
        var known = new HashSet<ContactEntry>(others, ReferenceEqualityComparer.Instance);
        return entries.Where(entry => !known.Contains(entry));
    }

    private static IEnumerable<(string Zone, TimeOnly Time, int Page)> Called(IEnumerable<ContactEntry> entries, int page) =>
        entries.Where(entry => entry.Contact.CallEnabled).Select(entry => TimeOf(entry.Contact, page));

    private static (string Zone, TimeOnly Time, int Page) TimeOf(Contact contact, int page) => (contact.TimeZone, contact.CallTime, page);
}
