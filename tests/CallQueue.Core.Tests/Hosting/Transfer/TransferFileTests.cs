using System.Text;
using CallQueue.Hosting.Local;
using FsCheck;
using FsCheck.Fluent;

namespace CallQueue.Hosting.Transfer;

public sealed class TransferFileTests
{
    private static readonly Gen<byte[]> Datas = Gen.OneOf(
        Gen.Elements<byte[]>([], "{}"u8.ToArray(), "{\"a\":[1,\"ü\",null]}"u8.ToArray(), "\"\\ud800\""u8.ToArray(), " {}"u8.ToArray(), "{}\n"u8.ToArray(),
            "{\"a\":\r\n1}"u8.ToArray(), "\"\u2028\""u8.ToArray(), [0xEF, 0xBB, 0xBF, (byte)'1'], [(byte)'"', 0xC3, (byte)'"'], "{} {}"u8.ToArray(), "nul"u8.ToArray(), Deep(59), Deep(70)),
        Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf());

    private static readonly Gen<ActorAddress> Actors =
        from kind in Gen.Elements("call", "run", "trunk", "business", "schedule", "roster", "Ünicode")
        from key in Gen.Elements("a", "b~1", "日本", "\U0001F4DE", "\uFFFD", "\"\\\n", new string('k', 300), "b")
        select new ActorAddress(kind, key);

    private static readonly Gen<(ActorAddress, TransferRecord)[]> Records = (
        from actor in Actors
        from name in Gen.Elements("root", "p-1", "p-10", "p-2", "A", "z.z", "s_t")
        from data in Datas
        select (actor, new TransferRecord(name, data))).ArrayOf();

    [Fact]
    public void What_was_written_is_read_byte_for_byte() => Property.Holds(Records, found =>
    {
        (ActorAddress Actor, TransferRecord Record)[] records = Sorted(found);
        TransferAlarm[] alarms = [.. records.Select(r => r.Actor).Distinct().Select((actor, i) => new TransferAlarm(actor, Some.Instant.AddTicks(i)))];
        using ExportedFile exported = ExportedFile.Of(records, alarms);
        using TransferFile file = TransferFile.OpenAsync(exported.Path).GetAwaiter().GetResult();

        file.Header.ShouldBe(ExportedFile.Header);
        file.Contents.Records.ShouldBe(records.Length);
        file.Contents.Bytes.ShouldBe(exported.Bytes.Length);
        file.Businesses.ShouldBe(records.Select(r => r.Actor).Where(actor => actor.Kind == "business").Distinct());
        List<TransferChunk> chunks = file.ReadAsync().ToBlockingEnumerable().ToList();
        Flat(chunks).ShouldBe(records.Select(r => Line(r.Actor, r.Record)));
        chunks.Where(chunk => chunk.IsFirst).Select(chunk => chunk.Actor).ShouldBe(records.Select(r => r.Actor).Distinct());
        file.ReadAlarmsAsync().ToBlockingEnumerable().ShouldBe(alarms);
    });

    [Fact]
    public async Task A_large_actor_comes_in_chunks_of_about_a_MiB_with_its_root_last()
    {
        var actor = new ActorAddress("business", "b");
        (ActorAddress, TransferRecord)[] records =
        [
            (actor, new TransferRecord("p-0", new byte[3 << 20])),
            .. Enumerable.Range(0, 300).Select(i => (actor, new TransferRecord($"q-{i:000}", Encoding.UTF8.GetBytes($"\"{new string('x', 10_000)}\"")))),
            (actor, new TransferRecord("root", "{}"u8.ToArray())),
        ];
        using ExportedFile exported = ExportedFile.Of(records);
        using TransferFile file = await TransferFile.OpenAsync(exported.Path);
        List<TransferChunk> chunks = file.ReadAsync().ToBlockingEnumerable().ToList();

        Flat(chunks).ShouldBe(records.Select(r => Line(r.Item1, r.Item2)));
        chunks[0].Records.Count.ShouldBe(1);
        chunks.Skip(1).ShouldAllBe(chunk => chunk.Records.Sum(r => r.Data.Length) <= 1 << 20);
        chunks.Count.ShouldBe(4);
        chunks.Select(chunk => chunk.IsFirst).ShouldBe([true, false, false, false]);
        chunks.Select(chunk => chunk.IsLast).ShouldBe([false, false, false, true]);
        chunks[^1].Records[^1].Name.ShouldBe("root");
    }

    [Fact]
    public async Task A_file_cut_off_anywhere_is_refused()
    {
        using ExportedFile whole = Sample();
        byte[] bytes = whole.Bytes;
        for (int length = 0; length < bytes.Length; length++)
        {
            using ExportedFile cut = ExportedFile.OfBytes(bytes[..length]);
            await cut.RefusalAsync();
        }
    }

    [Fact]
    public async Task A_file_without_one_of_its_lines_or_with_one_twice_is_refused()
    {
        using ExportedFile whole = Sample();
        string[] lines = Encoding.UTF8.GetString(whole.Bytes).Split('\n')[..^1];
        for (int i = 0; i < lines.Length; i++)
        {
            using ExportedFile less = ExportedFile.OfText(string.Concat(lines.Where((_, at) => at != i).Select(line => line + "\n")));
            await less.RefusalAsync();
            using ExportedFile more = ExportedFile.OfText(string.Concat(lines.SelectMany((line, at) => Enumerable.Repeat(line, at == i ? 2 : 1)).Select(line => line + "\n")));
            await more.RefusalAsync();
        }
    }

    [Fact]
    public async Task A_file_with_any_bit_changed_is_refused()
    {
        using ExportedFile whole = Sample();
        byte[] bytes = whole.Bytes;
        for (int at = 0; at < bytes.Length; at++)
        {
            byte[] changed = [.. bytes];
            changed[at] ^= (byte)(1 << (at % 8));
            using ExportedFile flipped = ExportedFile.OfBytes(changed);
            await flipped.RefusalAsync();
        }
    }

    [Theory]
    [InlineData("", 1, null)]
    [InlineData("phone,name\n+12025550100,A\n", 1, null)]
    [InlineData("{\"hello\":1}\n", 1, null)]
    [InlineData("{\"format\":\"callqueue-export\",\"version\":2,\"id\":\"a\",\"at\":\"2026-05-04T09:00:00Z\",\"calls\":\"real\"}\n", 1, "version")]
    [InlineData("{\"format\":\"callqueue-export\",\"version\":1,\"id\":\"a\",\"at\":\"2026-05-04T09:00:00Z\",\"calls\":\"maybe\"}\n", 1, "calls")]
    [InlineData("H{\"kind\":\"call\",\"name\":\"root\",\"data\":{}}\n", 2, "key")]
    [InlineData("H{\"kind\":\"call\",\"key\":\"a\",\"data\":{}}\n", 2, "name")]
    [InlineData("H{\"kind\":\"call\",\"key\":\"a\",\"name\":\"root\"}\n", 2, "data")]
    [InlineData("H{\"kind\":\"call\",\"key\":\"a\",\"name\":\"../root\",\"data\":{}}\n", 2, "name")]
    [InlineData("H{\"kind\":\"call\",\"key\":\"a\",\"name\":\"root\",\"base64\":\"%\"}\n", 2, "base64")]
    [InlineData("H{\"kind\":\"call\",\"key\":\"a\",\"alarm\":\"tomorrow\"}\n", 2, "alarm")]
    [InlineData("H{\"kind\":\"call\",\"key\":\"a\",\"alarm\":\"2026-05-04T09:00:00+02:00\"}\n", 2, "alarm")]
    [InlineData("H{\"kind\":\"call\",\"key\":\"a\",\"name\":\"root\",\"data\":{},\"extra\":1}\n", 2, "extra")]
    [InlineData("H{\"kind\":7,\"key\":\"a\",\"name\":\"root\",\"data\":{}}\n", 2, "kind")]
    [InlineData("Hnot json\n", 2, null)]
    [InlineData("H{\"kind\":\"run\",\"key\":\"a\",\"name\":\"root\",\"data\":{}}\n{\"kind\":\"call\",\"key\":\"a\",\"name\":\"root\",\"data\":{}}\n", 3, null)]
    [InlineData("H{\"records\":1,\"alarms\":0,\"sha256\":\"\"}\n", 2, "records")]
    [InlineData("H{\"records\":0,\"alarms\":0,\"sha256\":\"00\"}\n", 2, "sha256")]
    public async Task What_is_no_export_is_refused_by_line_and_field(string text, long line, string? field)
    {
        const string Header = "{\"format\":\"callqueue-export\",\"version\":1,\"id\":\"a\",\"at\":\"2026-05-04T09:00:00Z\",\"calls\":\"real\"}\n";
        using ExportedFile file = ExportedFile.OfText(text.StartsWith('H') ? Header + text[1..] : text);
        TransferFileException refusal = await file.RefusalAsync();
        refusal.Line.ShouldBe(line, refusal.Message);
        refusal.Field.ShouldBe(field, refusal.Message);
        refusal.Message.ShouldStartWith($"line {line}");
    }

    [Fact]
    public void A_file_that_was_not_finished_leaves_nothing_and_replaces_nothing()
    {
        using ExportedFile file = ExportedFile.OfText("earlier");
        using (TransferWriter writer = TransferWriter.Create(file.Path)) writer.Begin(ExportedFile.Header);
        Directory.GetFiles(Path.GetDirectoryName(file.Path)!).ShouldBe([file.Path]);
        Encoding.UTF8.GetString(file.Bytes).ShouldBe("earlier");
    }

    [Fact]
    public void Only_its_owner_may_read_it()
    {
        if (OperatingSystem.IsWindows()) return;
        using ExportedFile file = Sample();
        File.GetUnixFileMode(file.Path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void Records_out_of_order_are_a_mistake_of_the_writer()
    {
        using ExportedFile file = ExportedFile.OfText("");
        using TransferWriter writer = TransferWriter.Create(file.Path);
        writer.Write(new ActorAddress("call", "a"), "root", "{}"u8.ToArray());
        Should.Throw<ArgumentException>(() => writer.Write(new ActorAddress("call", "a"), "page", "{}"u8.ToArray()));
    }

    private static ExportedFile Sample()
    {
        (ActorAddress, TransferRecord)[] records = Sorted(
        [
            (new ActorAddress("business", "default"), new TransferRecord("root", "{\"epoch\":1}"u8.ToArray())),
            (new ActorAddress("business", "default"), new TransferRecord("p-1", new byte[] { 1, 2, 255 })),
            (new ActorAddress("call", "default~r-1"), new TransferRecord("root", "{}"u8.ToArray())),
        ]);
        return ExportedFile.Of(records, new TransferAlarm(new ActorAddress("call", "default~r-1"), Some.Instant), new TransferAlarm(new ActorAddress("business", "default"), Some.Instant));
    }

    private static (ActorAddress Actor, TransferRecord Record)[] Sorted(IEnumerable<(ActorAddress Actor, TransferRecord Record)> records) =>
    [
        .. records.DistinctBy(r => (r.Actor, r.Record.Name))
            .Order(Comparer<(ActorAddress Actor, TransferRecord Record)>.Create((l, r) => TransferFormat.Compare(l.Actor, r.Actor) is var actors and not 0
                ? actors
                : TransferFormat.CompareNames(l.Record.Name, r.Record.Name))),
    ];

    private static IEnumerable<string> Flat(IEnumerable<TransferChunk> chunks) => chunks.SelectMany(chunk => chunk.Records.Select(record => Line(chunk.Actor, record)));

    private static string Line(ActorAddress actor, TransferRecord record) => $"{actor} {record.Name} {Convert.ToHexString(record.Data.Span)}";

    private static byte[] Deep(int depth) => Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth));
}
