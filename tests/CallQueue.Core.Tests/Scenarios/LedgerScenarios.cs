using System.Text.Json;
using CallQueue.Businesses;
using CallQueue.Businesses.State;
using CallQueue.Calls;
using CallQueue.Evidence;
using CallQueue.Bundles;
using CallQueue.Guards;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Rates;
using CallQueue.Windows;
using Xunit.Abstractions;

namespace CallQueue.Scenarios;

/// <summary>What the dial ledger has after calls were made.</summary>
public sealed class LedgerScenarios(ITestOutputHelper output)
{
    [Fact]
    public void Each_dial_has_a_row_that_says_why_it_was_allowed_and_a_row_that_says_how_it_ended()
    {
        var s = new Scenario(Fate.Talks(5));
        s.Play(async () =>
        {
            CallingWindow.TryParse("08:00-20:00", out CallingWindow? window, out _).ShouldBeTrue();
            var ceilings = new BusinessCeilings { Window = new CallingWindow(new TimeOnly(7, 0), new TimeOnly(22, 0)) };
            (await s.Business.ChangeSettingsAsync(new BusinessSettings { ContactCaps = [new RateRule(3, TimeSpan.FromDays(1))], Ceilings = ceilings })).ShouldBeNull();
            await new DoNotCallList(s.Host.Actors, null).AddAsync([new ListedNumber(Some.Number(50), null, Some.Instant)]);
            await s.EnqueueAsync(Some.Run("r", 1, new RunTemplate { Rules = new CallRules { Window = window, From = Some.Number(9), Consent = "form-7" } }));
            await s.UntilOverAsync("r");
            await s.SubmitAsync("alone", Some.Call(1) with { Rules = new CallRules { Consent = "form-8" } });
            await s.UntilIdleAsync();
            (LedgerPage page, IReadOnlyList<LedgerRow> rows) = await RowsAsync(s);
            rows.Select(row => row.GetType().Name).ShouldBe(["DialRow", "EndRow", "DialRow", "EndRow"]);
            var dial = (DialRow)rows[0];
            (dial.Run, dial.Index, dial.Attempt, dial.Zone, dial.Window, dial.From).ShouldBe(("r", 0, 1, "Europe/London", "08:00-20:00 within 07:00-22:00", Some.Number(9).Value));
            (dial.Caps, dial.Called, dial.OwnList).ShouldBe(("3/1.00:00:00", 0, 0));
            ((DialRow)rows[2]).Called.ShouldBe(1);
            PageReader.PersonalPartOf(page, dial).ShouldBe(new PersonalPart { To = Some.Number(1).Value, Consent = "form-7" });
            PageReader.PersonalPartOf(page, rows[2]).ShouldBe(new PersonalPart { To = Some.Number(1).Value, Consent = "form-8", Call = "alone" });
            var end = (EndRow)rows[1];
            (end.Dial, end.Outcome, end.Talk).ShouldBe((0, Outcome.Completed, Some.Seconds(5)));
            PageReader.PersonalPartOf(page, end)!.CarrierCall.ShouldNotBeNull();
        });
    }

    [Fact]
    public void Every_attempt_and_every_dial_that_was_not_placed_has_its_own_rows()
    {
        int dials = 0;
        var s = new Scenario((_, _) => ++dials switch { 1 => Fate.NotReached, 2 => Fate.Ends(Outcome.Busy), _ => Fate.Talks(1) });
        s.Play(async () =>
        {
            await s.SubmitAsync("c", Some.Call());
            await s.UntilIdleAsync();
            IReadOnlyList<LedgerRow> rows = (await RowsAsync(s)).Rows;
            rows.OfType<DialRow>().Select(row => row.Attempt).ShouldBe([1, 1, 2]);
            rows.OfType<EndRow>().Select(row => row.Outcome).ShouldBe([null, Outcome.Busy, Outcome.Completed]);
            rows.OfType<EndRow>().Select(row => row.Dial).ShouldBe(rows.OfType<DialRow>().Select(row => row.Number));
        });
    }

    [Fact]
    public void Nobody_who_is_on_a_list_gets_a_row()
    {
        var s = new Scenario(Fate.Talks(1));
        s.Play(async () =>
        {
            await new DoNotCallList(s.Host.Actors, Some.Business).AddAsync([new ListedNumber(Some.Number(1), null, Some.Instant)]);
            await s.EnqueueAsync(Some.Run("r", 2));
            await s.UntilOverAsync("r");
            IReadOnlyList<LedgerRow> rows = (await RowsAsync(s)).Rows;
            rows.OfType<DialRow>().ShouldHaveSingleItem().Index.ShouldBe(1);
            rows.Count.ShouldBe(2);
        });
    }

    [Fact]
    public void A_crash_during_a_call_costs_no_row_and_doubles_none()
    {
        var s = new Scenario(Fate.Talks(20));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 5));
            for (int i = 0; i < 6; i++)
            {
                await s.Host.WaitAsync(Some.Seconds(3.3));
                s.Host.Crash();
            }

            await s.UntilOverAsync("r");
            IReadOnlyList<LedgerRow> rows = (await RowsAsync(s)).Rows;
            rows.OfType<DialRow>().Select(row => row.Index).Order().ShouldBe([0, 1, 2, 3, 4]);
            rows.OfType<EndRow>().Select(row => row.Dial).Order().ShouldBe(rows.OfType<DialRow>().Select(row => row.Number).Order());
        });
    }

    [Fact]
    public void A_page_that_no_root_counts_is_replaced_by_the_one_that_counts()
    {
        var s = new Scenario(Fate.Talks(1), new CallQueueOptions { NewBusiness = new BusinessSettings { Slots = 40 } });
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("a", 20));
            await s.UntilOverAsync("a");
            s.Host.Crash();
            var owner = new ActorAddress(LocalActors.BusinessKind, Some.Business.Value);
            s.Host.Store.Save(owner, [RecordWrite.Put("ledger.0.0", "{}"u8.ToArray(), RecordVersion.None)]);
            await s.EnqueueAsync(Some.Run("b", 20));
            await s.UntilOverAsync("b");
            LedgerHead head = (await s.Business.LedgerAsync())!;
            head.NextRow.ShouldBe(80);
            LedgerPage first = (await s.Business.LedgerPageAsync(0))!;
            (first.Count, head.Tail.First).ShouldBe((64, 64));
            head.Tail.Before.ShouldBe(HashChain.Seal(first.Before, HashChain.Page(0, 0, [.. PageReader.HashesOf(PageReader.Read(first)).Select(hash => hash!)])));
        });
    }

    [Fact]
    public void Rows_are_written_in_the_commits_that_lives_have_anyway()
    {
        (int saves, int writes) without = Count(keepsLedger: false), with = Count(keepsLedger: true);
        output.WriteLine($"FIGURE ledger: {Lives} lives, {without.saves} saves of the business without it and {with.saves} with it; {without.writes} records without it and {with.writes} with it");
        with.saves.ShouldBe(without.saves);
        (with.writes - without.writes).ShouldBe(Lives * 2 / DialLedger.PageLength);
    }

    [Fact]
    public void Rows_older_than_the_business_keeps_them_are_dropped_even_while_it_is_idle()
    {
        var s = new Scenario(Fate.Talks(1), new CallQueueOptions { NewBusiness = new BusinessSettings { Slots = 40, LedgerDays = 2 } });
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 100));
            await s.UntilOverAsync("r");
            byte[] head = (await s.Business.LedgerAsync())!.Head;
            await s.Host.WaitAsync(TimeSpan.FromDays(3));
            LedgerHead later = (await s.Business.LedgerAsync())!;
            (later.FirstRow, later.NextRow).ShouldBe((200, 200));
            later.Head.ShouldBe(head);
            s.Host.Store.NamesOf(new ActorAddress(LocalActors.BusinessKind, Some.Business.Value)).ShouldNotContain(name => name.StartsWith("ledger", StringComparison.Ordinal));
        });
    }

    [Fact]
    public void A_changed_byte_in_the_root_stays_visible_and_does_not_stop_dialing()
    {
        var s = new Scenario(Fate.Talks(1));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("a", 3));
            await s.UntilOverAsync("a");
            s.Host.Crash();
            var owner = new ActorAddress(LocalActors.BusinessKind, Some.Business.Value);
            StoredRecord stored = s.Host.Store.Load(owner, "root")!;
            BusinessRoot root = JsonSerializer.Deserialize(stored.Data.Span, CallQueueJson.Default.BusinessRoot)!;
            root.Ledger!.Tail.Rows[5] ^= 1;
            s.Host.Store.Save(owner, [RecordWrite.Put("root", JsonSerializer.SerializeToUtf8Bytes(root, CallQueueJson.Default.BusinessRoot), stored.Version)]);
            await s.EnqueueAsync(Some.Run("b", 3));
            await s.UntilOverAsync("b");
            using var bundle = new MemoryStream();
            var writer = new BundleWriter(s.Host.Actors, Some.Business, s.Host.Time);
            await writer.WriteAsync(await writer.OpenAsync(), new EvidenceQuery(null, null), bundle, CancellationToken.None);
            bundle.Position = 0;
            EvidenceVerdict verdict = await BundleCheck.RunAsync(bundle, null, CancellationToken.None);
            verdict.Problems.ShouldContain("page 0 (rows 0 to 5) was changed: it does not lead to the seal after it");
            verdict.Problems.ShouldContain("row 0 was changed in the store after it was written");
            verdict.Rows.ShouldBe(12);
        });
    }

    private const int Lives = 320;

    /// <summary>How often the business saves, and how many records, over whole lives.</summary>
    private static (int Saves, int Writes) Count(bool keepsLedger)
    {
        var s = new Scenario(Fate.Talks(1), new CallQueueOptions { NewBusiness = new BusinessSettings { Slots = 8 } });
        s.Host.KeepsLedger = keepsLedger;
        (int saves, int writes) = (0, 0);
        s.Host.Store.Saving = (actor, batch) =>
        {
            if (actor.Kind != LocalActors.BusinessKind) return;
            saves++;
            writes += batch.Count;
        };
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", Lives));
            await s.UntilOverAsync("r");
        });
        return (saves, writes);
    }

    private static async Task<(LedgerPage Page, IReadOnlyList<LedgerRow> Rows)> RowsAsync(Scenario s)
    {
        LedgerHead head = (await s.Business.LedgerAsync())!;
        return (head.Tail, PageReader.Read(head.Tail));
    }
}
