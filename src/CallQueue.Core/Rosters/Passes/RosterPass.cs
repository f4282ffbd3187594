using CallQueue.Businesses;
using CallQueue.Hosting;
using CallQueue.Rosters.Pages;
using Microsoft.Extensions.Logging;

namespace CallQueue.Rosters.Passes;

/// <summary>
/// A pass over the due contacts of a shard, page by page. Its position is committed from time to time, so that a
/// crash repeats little; repeated contacts already have their calls.
/// </summary>
internal sealed class RosterPass(RosterState state, RosterOffers offers, IActorContext context, Func<Task> commitAsync, ILogger log)
{
    private const int OffersPerCommit = 512;

    private DateTimeOffset Now => context.Time.GetUtcNow();

    /// <summary>Handles all contacts due by now. The caller has claimed the shard, and runs one pass at a time.</summary>
    public async Task<PassReport> RunAsync()
    {
        DateTimeOffset now = Now;
        if (state.Pass is null && !(state.NextAt <= now)) return PassReport.Nothing;
        state.Pass ??= new PassCursor(now, 0);
        DateTimeOffset through = state.Pass.Through;
        PassReport report = await WalkAsync(state.FiredThrough, through, state.Pass.Page, isKept: true);
        await state.Index.FindNextAsync(through, nextAt => (state.FiredThrough, state.NextAt, state.Pass) = (through, nextAt, null));
        await commitAsync();
        return report;
    }

    /// <summary>Starts calls before their time. It is not recorded: the regular pass recognizes them by their names.</summary>
    public Task<PassReport> AheadAsync(TimeSpan ahead) => WalkAsync(state.FiredThrough, Now + ahead, 0, isKept: false);

    private async Task<PassReport> WalkAsync(DateTimeOffset from, DateTimeOffset through, int firstPage, bool isKept)
    {
        DateTimeOffset now = Now;
        SortedDictionary<int, List<DueTime>> due = await state.Index.DueAsync(from, through, zone => DueContacts.FirstDate(zone, now));
        if (due.Count == 0) return PassReport.Nothing;

        // A write proves that this is not a stale instance.
        await commitAsync();
        log.Processing(state.Id.ToString());
        BusinessSettings settings = (await context.Actors.Business(state.Id.Business).GetAsync()).InForce;
        PassReport report = PassReport.Nothing;
        int noted = 0;
        foreach ((int page, List<DueTime> times) in due.Where(page => page.Key >= firstPage))
        {
            report += await CallAsync(page, times, settings);
            if (!isKept || report.Found - noted < OffersPerCommit) continue;
            noted = report.Found;
            state.Pass = new PassCursor(through, page + 1);
            await commitAsync();
        }

        log.Found(state.Id.ToString(), report.Found);
        return report;
    }

    private async Task<PassReport> CallAsync(int page, List<DueTime> times, BusinessSettings settings)
    {
        ContactEntry[] entries;
        while (!state.Pages.TryGet(page, out entries)) await state.Pages.LoadAsync(page);
        foreach (DueTime time in times.Where(time => !entries.Any(entry => DueContacts.Stands(entry, time)))) state.Index.Remove(time.Zone, time.Time, page);
        DateTimeOffset now = Now;
        var due = (from entry in entries from time in times where DueContacts.IsDue(entry, time, now) select (entry.Contact.Id, Time: time)).ToList();
        PassReport report = PassReport.Nothing;
        foreach ((string Id, DueTime Time)[] some in due.Chunk(RosterOffers.AtOnce))
        {
            foreach (PassReport one in await Task.WhenAll(some.Select(one => CallAsync(page, one.Id, one.Time, settings)))) report += one;
        }

        return report;
    }

    /// <summary>Reads the contact again, since an edit in the meantime takes precedence.</summary>
    private async Task<PassReport> CallAsync(int page, string id, DueTime time, BusinessSettings settings)
    {
        ContactEntry[] entries;
        while (!state.Pages.TryGet(page, out entries)) await state.Pages.LoadAsync(page);
        int at = ContactPages.Find(entries, id);
        if (at < 0 || !DueContacts.IsDue(entries[at], time, Now)) return PassReport.Nothing;
        Contact contact = entries[at].Contact;
        log.Calling(state.Id.ToString(), contact.Name ?? contact.Id);
        return await offers.OfferAsync(RosterCalls.Of(contact, time.Date, settings));
    }
}
