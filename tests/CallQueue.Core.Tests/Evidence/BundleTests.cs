using System.Text;
using System.Text.Json;
using CallQueue.Bundles;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Scenarios;

namespace CallQueue.Evidence;

/// <summary>Bundles of a ledger with 100,000 attempts: whatever is changed is found and named.</summary>
public sealed class BundleTests(BundleTests.LongLedger ledger) : IClassFixture<BundleTests.LongLedger>
{
    private static readonly EvidenceQuery OfRun = new(LedgerMaker.Run, null);

    [Fact]
    public void A_bundle_of_a_run_has_its_rows_and_proves_them_against_the_head_of_all()
    {
        EvidenceVerdict verdict = Check(ledger.OfRun);
        verdict.Problems.ShouldBeEmpty();
        (verdict.Rows, verdict.Business, verdict.Subject).ShouldBe((2_000, "acme", "run spring-2026"));
        string[] lines = Lines(ledger.OfRun);
        lines.Count(line => line.StartsWith("{\"page\":", StringComparison.Ordinal)).ShouldBe(LongLedger.Attempts * 2 / DialLedger.PageLength);
        JsonElement dial = JsonDocument.Parse(lines.First(line => line.Contains("\"kind\":\"dial\"", StringComparison.Ordinal))).RootElement;
        dial.GetProperty("to").GetString().ShouldBe(Some.Number(7).Value);
        dial.GetProperty("consent").GetString().ShouldBe("form-00000007");
        dial.GetProperty("local_time").GetDateTimeOffset().Offset.ShouldBe(TimeSpan.FromHours(-5));
        dial.GetProperty("do_not_call_version").GetInt64().ShouldBe(17);
    }

    [Fact]
    public void A_bundle_of_a_number_has_its_dials_and_their_ends()
    {
        byte[] bundle = ledger.Write(new EvidenceQuery(null, Some.Number(4_711)));
        Check(bundle).Problems.ShouldBeEmpty();
        Lines(bundle).Count(IsRow).ShouldBe(2);
    }

    [Fact]
    public void Who_may_not_see_persons_gets_a_bundle_that_names_nobody_and_still_proves_itself()
    {
        byte[] bundle = ledger.Write(OfRun with { NamesPersons = false });
        EvidenceVerdict verdict = Check(bundle);
        verdict.Problems.ShouldBeEmpty();
        verdict.Rows.ShouldBe(2_000);
        string text = Encoding.UTF8.GetString(bundle);
        foreach (string word in (string[])["\"to\"", "form-", "\"key\"", "\"carrier_call_id\"", Some.Number(7).Digits]) text.ShouldNotContain(word);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void One_flipped_byte_in_the_store_is_found_and_its_row_named(bool isWhole)
    {
        const int Page = 100_001 / DialLedger.PageLength;
        ScenarioHost host = ledger.Host();
        Change(host, Page, page =>
        {
            int place = Offset(page, 100_001 - (int)page.First);
            page.Rows[place + 3] ^= 0x10;
            return page;
        });
        EvidenceVerdict verdict = Check(LongLedger.Write(host, isWhole ? new EvidenceQuery(null, null) : OfRun));
        verdict.Problems.ShouldContain($"page {Page} (rows {Page * 64} to {(Page * 64) + 63}) was changed: it does not lead to the seal after it");
        verdict.Problems.ShouldContain("row 100001 was changed in the store after it was written");
        verdict.Problems.Count.ShouldBe(2);
    }

    [Fact]
    public void Every_single_byte_of_a_stored_page_counts()
    {
        var made = new LedgerMaker(32);
        LedgerPage page = JsonSerializer.Deserialize(made.Pages["ledger.0.0"], CallQueueJson.Default.LedgerPage)!;
        IReadOnlyList<byte[]?> hashes = PageReader.HashesOf(PageReader.Read(page));
        for (int i = 0; i < page.Rows.Length; i++)
        {
            byte[] rows = [.. page.Rows];
            rows[i] ^= 0x01;
            IReadOnlyList<byte[]?> changed = PageReader.HashesOf(PageReader.ReadWhatCan(page with { Rows = rows }));
            changed.Zip(hashes).Any(pair => pair.First is null || !pair.First.SequenceEqual(pair.Second!)).ShouldBeTrue($"byte {i}");
        }
    }

    [Fact]
    public void A_page_that_is_gone_from_the_store_is_named()
    {
        ScenarioHost host = ledger.Host();
        host.Store.Save(Owner, [RecordWrite.Delete("ledger.0.20")]);
        Check(LongLedger.Write(host, OfRun)).Problems.ShouldBe(["rows 1280 to 1343 are missing, with their pages"]);
    }

    [Fact]
    public void Rows_taken_from_the_end_of_the_root_do_not_lead_to_its_head()
    {
        var made = new LedgerMaker(100);
        LedgerRecord record = made.Ledger.ToRecord()!;
        LedgerRecord shorter = new LedgerMaker(99).Ledger.ToRecord()!;
        made.Ledger = new DialLedger(Some.Business, made.Book, record with { Tail = shorter.Tail });
        Check(LongLedger.Write(made.ToHost(), new EvidenceQuery(null, null))).Problems.ShouldContain("page 3 (rows 192 to 197) was changed: it does not lead to the sealed head");
    }

    [Fact]
    public void A_row_that_was_changed_in_the_file_is_named()
    {
        Changed((lines, first) => lines[first] = lines[first].Replace("\"attempt\":1", "\"attempt\":2", StringComparison.Ordinal)).ShouldContain("row 14 was changed: it says something else than its bytes");
        Changed((lines, first) => lines[first] = Flip(lines[first], "\"bytes\":\"")).ShouldContain(problem => problem.StartsWith("row 14 was changed:", StringComparison.Ordinal));
        Changed((lines, first) => lines[first] = Flip(lines[first], "\"key\":\"")).ShouldContain("row 14 was changed: its key does not decrypt what names the person");
    }

    [Fact]
    public void A_row_that_is_missing_is_named() => Changed((lines, first) => lines.RemoveAt(first + 1)).ShouldContain("row 15 is missing");

    [Fact]
    public void A_row_that_was_added_is_named()
    {
        Changed((lines, first) => lines.Insert(first, lines[first])).ShouldContain("row 14 was added: it is there twice");
        Changed((lines, first) => lines.Insert(first, lines[first].Replace("{\"row\":14,", "{\"row\":13,", StringComparison.Ordinal))).ShouldContain("row 13 was added: page 0 does not list it");
    }

    [Fact]
    public void Rows_that_changed_places_are_named()
    {
        Changed((lines, first) => (lines[first], lines[first + 1]) = (lines[first + 1], lines[first])).ShouldContain("row 14 was moved: it comes after row 15");
        Changed((lines, first) =>
        {
            (string one, string other) = (lines[first], lines[first + 1]);
            lines[first] = other.Replace("{\"row\":15,", "{\"row\":14,", StringComparison.Ordinal);
            lines[first + 1] = one.Replace("{\"row\":14,", "{\"row\":15,", StringComparison.Ordinal);
        }).ShouldContain("row 14 was moved: it has the bytes of row 15");
    }

    [Fact]
    public void Whole_pages_that_are_missing_are_named()
    {
        Changed((lines, _) => lines.RemoveAt(lines.FindIndex(line => line.StartsWith("{\"page\":2,", StringComparison.Ordinal)))).ShouldContain("rows 128 to 191 are missing, with their pages");
        Changed((lines, _) => lines.RemoveAll(line => line.StartsWith("{\"page\":0,", StringComparison.Ordinal))).ShouldContain("page 0 and those after it are missing at the beginning");
    }

    [Fact]
    public void A_file_that_was_cut_off_says_where()
    {
        IReadOnlyList<string> problems = Changed((lines, _) => lines.RemoveRange(lines.Count - 11, 11));
        problems.ShouldContain("the last line, with the signature, is missing: the file was cut off");
        problems.ShouldContain(problem => problem.StartsWith("rows ", StringComparison.Ordinal) && problem.EndsWith("are missing at the end: the sealed head has 200000 rows", StringComparison.Ordinal));
    }

    [Fact]
    public void Pages_that_were_changed_together_with_their_hashes_do_not_lead_to_the_next_seal()
    {
        Changed((lines, _) =>
        {
            int page = lines.FindIndex(line => line.StartsWith("{\"page\":2,", StringComparison.Ordinal));
            lines[page] = Flip(lines[page], "\"digest\":\"");
        }).ShouldContain("page 2 (rows 128 to 191) was changed: it does not lead to the seal after it");
    }

    [Fact]
    public void Any_change_breaks_the_signature_and_another_key_is_not_trusted()
    {
        Changed((lines, _) => lines[0] = lines[0].Replace("\"personal\":true", "\"personal\":false", StringComparison.Ordinal)).ShouldBe(["the file was changed after it was signed"]);
        Changed((lines, _) => lines[^1] = lines[^1].Replace("\"rows\":2000", "\"rows\":2001", StringComparison.Ordinal)).ShouldContain("the signature does not fit the last line");
        byte[] otherKey = new LedgerMaker(1).ToHost().Ask(host => host.Actors.Signer.PublicKeyAsync());
        Check(ledger.OfRun, otherKey).Problems.ShouldHaveSingleItem().ShouldStartWith("it was signed by another key than the one given");
        Check(ledger.OfRun, ledger.PublicKey).Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Another_line_end_is_a_change_and_so_is_a_missing_one()
    {
        byte[] changed = [.. ledger.OfRun];
        changed[Array.IndexOf(changed, (byte)'\n')] = (byte)'\r';
        Check(changed).IsGood.ShouldBeFalse();
        Check(ledger.OfRun[..^1]).Problems.ShouldBe(["the last line has no line end: the file was cut off"]);
    }

    [Fact]
    public void What_is_not_a_bundle_is_said_to_be_none()
    {
        Check("hello\n"u8.ToArray()).Problems.ShouldBe(
            ["line 1 can't be read: it was changed", "the first line, which says what the file is about, is missing or was changed", "the last line, with the signature, is missing: the file was cut off"]);
        Check([]).IsGood.ShouldBeFalse();
    }

    [Fact]
    public void A_ledger_whose_beginning_was_dropped_still_proves_the_rest()
    {
        var made = new LedgerMaker(100);
        LedgerRecord before = made.Ledger.ToRecord()!;
        LedgerPage second = JsonSerializer.Deserialize(made.Pages["ledger.0.1"], CallQueueJson.Default.LedgerPage)!;
        made.Pages.Remove("ledger.0.0");
        made.Ledger = new DialLedger(Some.Business, made.Book, before with { FirstPage = 1, FirstRow = 64, Before = second.Before, OldestAt = null });
        EvidenceVerdict verdict = Check(LongLedger.Write(made.ToHost(), new EvidenceQuery(null, null)));
        verdict.Problems.ShouldBeEmpty();
        (verdict.Rows, verdict.RowsDropped).ShouldBe((136, 64));
    }

    [Fact]
    public void A_business_that_dialed_nobody_has_an_empty_bundle()
    {
        byte[] bundle = LongLedger.Write(new ScenarioHost(new ScriptedCarrier((_, _) => Fate.Talks(1))), OfRun);
        Lines(bundle).Length.ShouldBe(2);
        Check(bundle).IsGood.ShouldBeTrue();
    }

    private static ActorAddress Owner => new(LocalActors.BusinessKind, Some.Business.Value);

    private static bool IsRow(string line) => line.StartsWith("{\"row\":", StringComparison.Ordinal);

    private static string[] Lines(byte[] bundle) => Encoding.UTF8.GetString(bundle).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static EvidenceVerdict Check(byte[] bundle, byte[]? key = null) => BundleCheck.RunAsync(new MemoryStream(bundle), key, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>The problems of the run's bundle after a change of its lines; the first row's place is given.</summary>
    private IReadOnlyList<string> Changed(Action<List<string>, int> change)
    {
        List<string> lines = [.. Lines(ledger.OfRun)];
        change(lines, lines.FindIndex(IsRow));
        return Check(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n")).Problems;
    }

    /// <summary>Another character in the middle of a base64 text.</summary>
    private static string Flip(string line, string after)
    {
        int at = line.IndexOf(after, StringComparison.Ordinal) + after.Length + 12;
        return $"{line[..at]}{(line[at] == 'A' ? 'B' : 'A')}{line[(at + 1)..]}";
    }

    /// <summary>Where a row's bytes begin on its page.</summary>
    private static int Offset(LedgerPage page, int row)
    {
        int at = 0;
        for (int i = 0; i < row; i++) at += page.Rows[at] + 1;
        return at + 1;
    }

    private static void Change(ScenarioHost host, int number, Func<LedgerPage, LedgerPage> change)
    {
        StoredRecord stored = host.Store.Load(Owner, DialLedger.NameOf(number))!;
        LedgerPage page = change(JsonSerializer.Deserialize(stored.Data.Span, CallQueueJson.Default.LedgerPage)!);
        host.Store.Save(Owner, [RecordWrite.Put(DialLedger.NameOf(number), JsonSerializer.SerializeToUtf8Bytes(page, CallQueueJson.Default.LedgerPage), stored.Version)]);
    }

    /// <summary>Made once for all tests.</summary>
    public sealed class LongLedger
    {
        public const int Attempts = 100_000;

        private readonly LedgerMaker _made = new(Attempts);
        private readonly ScenarioHost _host;

        public LongLedger()
        {
            _host = _made.ToHost();
            OfRun = Write(_host, BundleTests.OfRun);
            PublicKey = _host.Ask(host => host.Actors.Signer.PublicKeyAsync());
        }

        public byte[] OfRun { get; }

        public byte[] PublicKey { get; }

        internal ScenarioHost Host() => _made.ToHost();

        internal byte[] Write(EvidenceQuery query) => Write(_host, query);

        internal static byte[] Write(ScenarioHost host, EvidenceQuery query) => host.Ask(async asked =>
        {
            using var bundle = new MemoryStream();
            var writer = new BundleWriter(asked.Actors, Some.Business, asked.Time);
            await writer.WriteAsync(await writer.OpenAsync(), query, bundle, CancellationToken.None);
            return bundle.ToArray();
        });
    }
}

internal static class HostQuestions
{
    /// <summary>Plays a question to its answer.</summary>
    public static T Ask<T>(this ScenarioHost host, Func<ScenarioHost, Task<T>> question)
    {
        T answer = default!;
        host.Play(async () => answer = await question(host));
        return answer;
    }
}
