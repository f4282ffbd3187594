using System.Text;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Directories;
using CallQueue.Guards;
using CallQueue.Hosting;
using CallQueue.Rosters;
using CallQueue.Schedules;

namespace CallQueue.Erasures;

/// <summary>
/// Erases one number of one business everywhere it is kept. What makes calls goes first (contacts, schedules), then the calls, then what
/// is kept of them. Do-not-call lists stay. It may be repeated, and after a failure it must be.
/// </summary>
public sealed class NumberErasure(IActors actors, IEnumerable<IErasable> others, TimeProvider time)
{
    private const int Page = 500;

    /// <summary>The receipt; null: a call to the number is live. It ends by itself, or by canceling it; then repeat it.</summary>
    /// <exception cref="UnavailableException">A store does not respond: some entries may remain. Repeat it.</exception>
    public async Task<ErasureReceipt?> EraseAsync(BusinessId business, PhoneNumber number)
    {
        // What an earlier version stored may have another spelling.
        PhoneNumber right = number.Respelled;
        PhoneNumber[] spellings = [right, .. right.FormerSpellings()];
        if ((await actors.Business(business).GetAsync()).Live.Any(lease => spellings.Contains(lease.To))) return null;
        var erased = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (PhoneNumber spelling in spellings) if (!await EraseAsync(business, spelling, erased)) return null;
        return await SignAsync(new ErasureReceipt
        {
            Format = ErasureReceipt.CurrentFormat, Business = business.Value, NumberEnding = right.Masked, ErasedAt = time.GetUtcNow(), Erased = erased,
            KeptOnDoNotCallList = await IsListedAsync(business, right), KeptRemovals = await RemovalsAsync(business, right), PublicKey = await actors.Signer.PublicKeyAsync(),
        });
    }

    /// <summary>Adds to <paramref name="erased"/> what was erased where; false while a call is live.</summary>
    private async Task<bool> EraseAsync(BusinessId business, PhoneNumber number, Dictionary<string, long> erased)
    {
        Add("contacts", await EraseContactsAsync(business, number));
        Add("schedules", await EraseSchedulesAsync(business, number));
        EraseAnswer calls = await actors.Business(business).EraseAsync(number);
        if (calls.IsLive) return false;
        Add("waiting_calls", calls.WaitingCalls);
        Add("call_records", calls.CallRecords);
        Add("run_results", calls.RunResults);
        Add("queue_entries", calls.QueueEntries);
        Add("index_entries", calls.IndexEntries);
        Add("recent_dials", calls.RecentDials);
        Add("pending_webhooks", calls.PendingWebhooks);
        Add("ledger_keys", calls.LedgerKeys);
        Add("contact_cap_notes", await actors.Guard(GuardId.Of(business, number)).EraseDialsAsync(number));
        foreach (IErasable other in others) Add(other.Name, await other.EraseAsync(business, number));
        return true;

        void Add(string place, long count) => erased[place] = erased.GetValueOrDefault(place) + count;
    }

    private async Task<ErasureReceipt> SignAsync(ErasureReceipt receipt) => receipt with { Signature = await actors.Signer.SignAsync(Encoding.UTF8.GetBytes(receipt.ToJson())) };

    private async Task<bool> IsListedAsync(BusinessId business, PhoneNumber number) =>
        await new DoNotCallList(actors, business).FindAsync(number) is not null || await new DoNotCallList(actors, null).FindAsync(number) is not null;

    private async Task<int> RemovalsAsync(BusinessId business, PhoneNumber number) =>
        (await new DoNotCallList(actors, business).RemovalsAsync(number)).Count + (await new DoNotCallList(actors, null).RemovalsAsync(number)).Count;

    private async Task<long> EraseContactsAsync(BusinessId business, PhoneNumber number)
    {
        long erased = 0;
        for (int shard = 0; shard < RosterId.Shards; shard++)
        {
            IRoster roster = actors.Roster(new RosterId(business, shard));
            IReadOnlyList<Contact> page;
            string? after = null;
            do
            {
                page = await roster.ListAsync(after, Page);
                foreach (Contact contact in page.Where(contact => contact.To == number)) erased += await roster.RemoveAsync(contact.Id) ? 1 : 0;
                after = page.Count > 0 ? page[^1].Id : null;
            }
            while (page.Count == Page);
        }

        return erased;
    }

    /// <summary>A schedule that calls nobody else is deleted; one with a list loses the person.</summary>
    private async Task<long> EraseSchedulesAsync(BusinessId business, PhoneNumber number)
    {
        long erased = 0;
        string? after = null;
        do
        {
            DirectoryPage page = await actors.Schedules(business).ListAsync(after, IDirectory.MaxPage);
            foreach (string name in page.Names) erased += await EraseAsync(actors.Schedule(new ScheduleId(business, name)), number) ? 1 : 0;
            after = page.HasMore ? page.Names[^1] : null;
        }
        while (after is not null);
        return erased;
    }

    private static async Task<bool> EraseAsync(ISchedule schedule, PhoneNumber number)
    {
        while (await schedule.GetAsync() is { } now)
        {
            if (now.Spec.To == number) return await schedule.DeleteAsync();
            if (now.Spec.People is not { } people || people.All(person => person.To != number)) return false;
            NewCall[] left = [.. people.Where(person => person.To != number)];
            if (left.Length == 0) return await schedule.DeleteAsync();

            ScheduleAnswer answer = await schedule.ReplaceAsync(new ReplaceSchedule(now.Spec with { People = left }, now.Spec));
            if (answer is ScheduleAnswer.Done) return true;
            if (answer is ScheduleAnswer.Refused refused) throw new UnavailableException($"a schedule that calls the number can't be changed ({refused.Problem}); delete it, then repeat the request");

            // Somebody has changed it meanwhile: it is looked at again.
        }

        return false;
    }
}
