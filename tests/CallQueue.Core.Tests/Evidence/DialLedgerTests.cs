using System.Text.Json;
using CallQueue.PagedLists;

namespace CallQueue.Evidence;

public sealed class DialLedgerTests
{
    [Fact]
    public void Every_dial_and_its_end_come_back_in_their_order_and_lead_to_the_head()
    {
        var made = new LedgerMaker(200);
        List<LedgerRow> rows = [];
        byte[] seal = HashChain.Start(Some.Business.Value);
        foreach (LedgerPage page in All(made))
        {
            page.Before.ShouldBe(seal);
            IReadOnlyList<LedgerRow> read = PageReader.Read(page);
            rows.AddRange(read);
            seal = HashChain.Seal(seal, HashChain.Page(page.Number, page.First, [.. PageReader.HashesOf(read).Select(hash => hash!)]));
        }

        seal.ShouldBe(made.Ledger.ToRecord()!.Head);
        rows.Select(row => row.Number).ShouldBe(Enumerable.Range(0, 400).Select(i => (long)i));
        rows.OfType<EndRow>().Select(end => end.Dial).ShouldBe(rows.OfType<DialRow>().Select(dial => dial.Number));
        DialRow third = rows.OfType<DialRow>().ElementAt(2);
        (third.Run, third.Index, third.Attempt, third.Lease).ShouldBe(("another-run", 2, 1, 3));
        third.LocalTime.ShouldBe(new DateTimeOffset(2026, 3, 2, 4, 0, 2, TimeSpan.FromHours(-5)));
        (third.Window, third.Caps, third.Called, third.EverybodyList, third.OwnList, third.From).ShouldBe(("mon-fri 09:00-20:00", "3/1.00:00:00", 2, 17, 4, "+442000099999"));
        var end = (EndRow)rows[5];
        (end.Outcome, end.Talk, end.At).ShouldBe((Outcome.Completed, Some.Seconds(31), LedgerMaker.At(2) + Some.Seconds(40)));
    }

    [Fact]
    public void Persons_are_read_with_the_keys_of_the_page_only()
    {
        var made = new LedgerMaker(3);
        LedgerPage page = made.Ledger.ToRecord()!.Tail;
        LedgerRow dial = PageReader.Read(page)[2];
        PageReader.PersonalPartOf(page, dial).ShouldBe(new PersonalPart { To = Some.Number(1).Value, Consent = "form-00000001" });
        PageReader.PersonalPartOf(page, PageReader.Read(page)[3]).ShouldBe(new PersonalPart { CarrierCall = "CA00000000000000000000000000000001" });
        PageReader.PersonalPartOf(page with { Keys = new byte[page.Keys.Length] }, dial).ShouldBeNull();
        JsonSerializer.Serialize(page, CallQueueJson.Default.LedgerPage).ShouldNotContain(Some.Number(1).Digits);
    }

    [Fact]
    public void An_attempt_takes_less_than_400_bytes_in_the_store()
    {
        const int Attempts = 3_200;
        var made = new LedgerMaker(Attempts);
        made.Pages.Count.ShouldBe(Attempts * 2 / DialLedger.PageLength);
        (made.Pages.Values.Sum(page => (double)page.Length) / Attempts).ShouldBeLessThan(400);
    }

    [Fact]
    public void The_root_has_one_page_at_most_however_long_the_ledger_is()
    {
        var made = new LedgerMaker(31);
        int longest = Size(made.Ledger);
        for (int i = 31; i < 6_431; i++) made.Attempt(i);
        Size(made.Ledger).ShouldBeLessThan((int)(longest * 1.05));

        static int Size(DialLedger ledger) => JsonSerializer.SerializeToUtf8Bytes(ledger.ToRecord()!, TestJson.Options).Length;
    }

    [Fact]
    public void A_restart_in_the_middle_of_a_page_goes_on_where_it_was()
    {
        var made = new LedgerMaker(10);
        made.Ledger = new DialLedger(Some.Business, made.Book, made.Ledger.ToRecord());
        for (int i = 10; i < 100; i++) made.Attempt(i);
        All(made).SelectMany(PageReader.Read).Select(row => row.Number).ShouldBe(Enumerable.Range(0, 200).Select(i => (long)i));
    }

    [Fact]
    public void What_is_too_old_is_dropped_by_pages_and_the_seal_before_the_rest_stays()
    {
        var made = new LedgerMaker(200);
        LedgerPage third = All(made).ElementAt(2);
        DateTimeOffset now = PageReader.Read(All(made).ElementAt(1))[^1].At + Some.Minutes(60);
        Forget(made, now, Some.Minutes(60)).ShouldBe(2);
        LedgerRecord record = made.Ledger.ToRecord()!;
        (record.FirstPage, record.FirstRow).ShouldBe((2, 128));
        record.Before.ShouldBe(third.Before);
        FakePages.NamesOf(made.Book.Trashed).ShouldBe(["ledger.0.0", "ledger.0.1"]);
        made.Ledger.NextAt(Some.Minutes(60), now).ShouldBe(PageReader.Read(third)[^1].At + Some.Minutes(60));
    }

    [Fact]
    public void When_everything_is_too_old_the_head_stays()
    {
        var made = new LedgerMaker(40);
        byte[] head = made.Ledger.ToRecord()!.Head;
        Forget(made, Some.Instant + TimeSpan.FromDays(4_000), TimeSpan.FromDays(1_826)).ShouldBe(2);
        LedgerRecord record = made.Ledger.ToRecord()!;
        (record.FirstRow, record.Tail.Count, record.Tail.First).ShouldBe((80, 0, 80));
        record.Before.ShouldBe(head);
        record.Head.ShouldBe(head);
        made.Ledger.NextAt(TimeSpan.FromDays(1), Some.Instant).ShouldBeNull();
    }

    [Fact]
    public void A_host_that_only_plans_records_nothing()
    {
        var ledger = new DialLedger(Some.Business, new FakePages().NextBook(), null, isKept: false);
        ledger.Dialed(1, Some.Number(), null, null, LedgerMaker.Facts(1)).ShouldBeNull();
        ledger.ToRecord().ShouldBeNull();
    }

    private static int Forget(LedgerMaker made, DateTimeOffset now, TimeSpan span)
    {
        int dropped = 0;
        var pages = new Reader(made);
        while (true)
        {
            if (made.Ledger.Forget(now, span)) dropped++;
            else if (made.Ledger.Wanted is { } page) made.Ledger.LoadAsync(page, pages).IsCompletedSuccessfully.ShouldBeTrue();
            else return dropped;
        }
    }

    private static IEnumerable<LedgerPage> All(LedgerMaker made)
    {
        LedgerRecord record = made.Ledger.ToRecord()!;
        return [.. Enumerable.Range(0, record.Tail.Number).Select(page => JsonSerializer.Deserialize(made.Pages[DialLedger.NameOf(page)], CallQueueJson.Default.LedgerPage)!), record.Tail];
    }

    private sealed class Reader(LedgerMaker made) : Hosting.IPageReader
    {
        public Task<TPage?> ReadPageAsync<TPage>(string name, System.Text.Json.Serialization.Metadata.JsonTypeInfo<TPage> pageJson) where TPage : class =>
            Task.FromResult(JsonSerializer.Deserialize(made.Pages[name], pageJson));
    }
}
