using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Evidence;
using CallQueue.Simulation.Nodes;
using CallQueue.Simulation.Running;
using CallQueue.Simulation.Telephony;
using CallQueue.Simulation.Workloads;

namespace CallQueue.Simulation.Promises;

/// <summary>
/// When all is quiet [P12]: the dial ledger is one chain, each stored intent has one row and each row an intent, each dial has ended once,
/// and every create that left has a row.
/// </summary>
internal sealed class EvidenceChecks(World world, Cluster cluster, Ledger carrier, Book book)
{
    public async Task CheckAsync(BusinessId business)
    {
        LedgerHead? head = await cluster.Outside.Business(business).LedgerAsync();
        Dictionary<CallId, int> dials = [];
        Dictionary<long, DialRow> open = [];
        byte[] seal = head?.Before ?? HashChain.Start(business.Value);
        for (int number = head?.FirstPage ?? 0; head is not null && number <= head.Tail.Number; number++)
        {
            LedgerPage page = number == head.Tail.Number ? head.Tail : await cluster.Outside.Business(business).LedgerPageAsync(number) ?? throw Broken(business, $"page {number} is missing");
            if (!page.Before.AsSpan().SequenceEqual(seal)) throw Broken(business, $"page {number} does not follow the page before it");
            IReadOnlyList<LedgerRow> rows = Read(business, page);
            if (rows.Count > 0) seal = HashChain.Seal(seal, HashChain.Page(page.Number, page.First, [.. PageReader.HashesOf(rows).Select(hash => hash!)]));
            foreach (LedgerRow row in rows) Take(business, page, row, dials, open);
        }

        if (head is not null && !head.Head.AsSpan().SequenceEqual(seal)) throw Broken(business, "its pages do not lead to its head");
        if (open.Count > 0) throw Broken(business, $"the dial of row {open.Keys.Min()} has no end");
        foreach (AskedCall asked in book.Calls.Values.Where(call => call.Id.Business == business))
        {
            int rows = dials.GetValueOrDefault(asked.Id);
            if (carrier.Of(asked.Id).Count > rows) throw Broken(business, $"{asked.Id} has {rows} rows, and its creates are\n  {string.Join("\n  ", carrier.Of(asked.Id))}");
            if (await cluster.Outside.Call(asked.Id).GetAsync() is { } call && call.Tries != rows) throw Broken(business, $"{asked.Id} has {rows} rows and {call.Tries} stored intents");
        }
    }

    private void Take(BusinessId business, LedgerPage page, LedgerRow row, Dictionary<CallId, int> dials, Dictionary<long, DialRow> open)
    {
        PersonalPart person = PageReader.PersonalPartOf(page, row) ?? throw Broken(business, $"row {row.Number} can't be decrypted");
        if (row is EndRow end)
        {
            if (!open.Remove(end.Dial, out DialRow? dial)) throw Broken(business, $"row {end.Number} ends the dial of row {end.Dial}, which has ended or never was");
            CallId ended = IdOf(business, dial, null);
            bool isHis = person.CarrierCall is null || dial.Run is null || carrier.Of(ended).Any(create => create.Placed?.Id.Value == person.CarrierCall);
            if (!isHis) throw Broken(business, $"row {end.Number} names {person.CarrierCall}, which is not a call of {ended}");
            return;
        }

        var begun = (DialRow)row;
        CallId call = IdOf(business, begun, person.Call);
        dials[call] = dials.GetValueOrDefault(call) + 1;
        open.Add(begun.Number, begun);
        if (book.Calls.TryGetValue(call, out AskedCall? asked) && asked.Call.To.Value != person.To) throw Broken(business, $"row {row.Number} names another number than {call} has");
    }

    private IReadOnlyList<LedgerRow> Read(BusinessId business, LedgerPage page)
    {
        try
        {
            return PageReader.Read(page);
        }
        catch (FormatException e)
        {
            throw Broken(business, e.Message);
        }
    }

    private static CallId IdOf(BusinessId business, DialRow dial, string? name) =>
        dial.Run is { } run ? CallId.OfRun(new RunId(business, run), dial.Index) : new CallId(business, name ?? "unknown");

    private PromiseBrokenException Broken(BusinessId business, string what) => world.Break("P12", $"dial ledger of {business}: {what}");
}
