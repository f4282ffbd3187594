using System.Globalization;
using System.Text;
using CallQueue.Hosting.Local;

namespace CallQueue.Hosting.Transfer;

public sealed class ImporterTests
{
    private const int Businesses = 3;
    private const int CallsEach = 4;

    [Fact]
    public async Task Everything_arrives_and_a_second_time_changes_nothing()
    {
        using ExportedFile exported = Export(ExportedFile.Header);
        var target = new MortalTarget { Pause = async () => await Task.Yield() };
        ImportCounts counts = await ImportAsync(exported, target);
        counts.Businesses.ShouldBe(Businesses);
        counts.Records.ShouldBe(counts.Passed);
        string state = Dump(target);

        counts = await ImportAsync(exported, target);
        counts.Records.ShouldBe(0);
        Dump(target).ShouldBe(state);
    }

    [Fact]
    public async Task Killed_at_any_step_and_run_again_it_ends_the_same()
    {
        using ExportedFile exported = Export(ExportedFile.Header);
        var undisturbed = new MortalTarget();
        await ImportAsync(exported, undisturbed);
        string expected = Dump(undisturbed);

        for (int life = 0; life < 2 * undisturbed.Steps; life++)
        {
            var target = new MortalTarget { Life = life };
            await Should.ThrowAsync<MortalTarget.KilledException>(ImportAsync(exported, target));
            target.Life = -1;
            await ImportAsync(exported, target);
            Dump(target).ShouldBe(expected, $"killed at half step {life}");
        }
    }

    [Fact]
    public async Task What_the_cluster_has_done_since_a_kill_is_left_alone_and_what_it_forgot_stays_forgotten()
    {
        using ExportedFile exported = Export(ExportedFile.Header);
        var undisturbed = new MortalTarget();
        await ImportAsync(exported, undisturbed);

        for (int life = 0; life < 2 * undisturbed.Steps; life++)
        {
            var target = new MortalTarget { Life = life };
            await Should.ThrowAsync<MortalTarget.KilledException>(ImportAsync(exported, target));
            string[] awake = GoOn(target);
            target.Life = -1;
            await ImportAsync(exported, target);

            foreach (string business in awake)
            {
                target.Actors[$"business/{business}"]["root"].ShouldBe("moved on", $"killed at half step {life}");
                target.Actors.Keys.ShouldNotContain(actor => actor.StartsWith($"call/{business}~", StringComparison.Ordinal));
                target.Alarms.Keys.ShouldNotContain(actor => actor.StartsWith($"call/{business}~", StringComparison.Ordinal));
            }

            target.Actors.Keys.Count(actor => actor.StartsWith("business/", StringComparison.Ordinal)).ShouldBe(Businesses);
            target.Actors.Keys.Count(actor => actor.StartsWith("call/", StringComparison.Ordinal)).ShouldBe((Businesses - awake.Length) * CallsEach);
        }
    }

    [Fact]
    public async Task All_businesses_that_are_there_already_are_told_and_nothing_is_written()
    {
        using ExportedFile exported = Export(ExportedFile.Header);
        var target = new MortalTarget();
        foreach (string business in (string[])["b0", "b2"]) target.Put($"business/{business}", "theirs");
        using TransferFile file = await TransferFile.OpenAsync(exported.Path);

        ImportAnswer answer = await new Importer(file, target).RunAsync();

        answer.ShouldBeOfType<ImportAnswer.Refused>().Conflicts.Select(actor => actor.Key).ShouldBe(["b0", "b2"]);
        target.Writes.ShouldBe(0);
    }

    [Fact]
    public async Task A_business_that_another_export_half_brought_is_a_conflict()
    {
        using ExportedFile first = Export(ExportedFile.Header);
        var target = new MortalTarget { Life = 30 };
        await Should.ThrowAsync<MortalTarget.KilledException>(ImportAsync(first, target));
        target.Life = -1;
        string state = Dump(target);

        using ExportedFile second = Export(ExportedFile.Header with { Id = "another" });
        using TransferFile file = await TransferFile.OpenAsync(second.Path);
        (await new Importer(file, target).RunAsync()).ShouldBeOfType<ImportAnswer.Refused>();
        Dump(target).ShouldBe(state);
    }

    [Fact]
    public async Task A_trunk_that_the_cluster_has_is_left_alone_and_a_simulated_carriers_memory_is_left_out()
    {
        (ActorAddress, TransferRecord)[] records =
        [
            (new ActorAddress("trunk", "twilio:AC1"), Root("ours")),
            (new ActorAddress(TransferFormat.SimulatedCarrierKind, "ledger"), new TransferRecord("line-1", "{}"u8.ToArray())),
            (new ActorAddress("business", "b"), Root("ours")),
        ];
        using ExportedFile exported = ExportedFile.Of(records);
        var target = new MortalTarget();
        target.Put("trunk/twilio:AC1", "theirs");

        ImportCounts counts = await ImportAsync(exported, target);

        target.Actors["trunk/twilio:AC1"]["root"].ShouldBe("theirs");
        target.Actors.Keys.ShouldBe(["business/b", "trunk/twilio:AC1"]);
        counts.LeftAlone.ShouldBe(2);
    }

    [Fact]
    public async Task Kinds_of_actors_that_the_target_does_not_know_are_refused()
    {
        using ExportedFile exported = ExportedFile.Of([(new ActorAddress("roster", "b"), Root("x")), (new ActorAddress("business", "b"), Root("x"))]);
        using TransferFile file = await TransferFile.OpenAsync(exported.Path);
        var target = new MortalTarget();
        (await new Importer(file, target).RunAsync()).ShouldBeOfType<ImportAnswer.Refused>().UnknownKinds.ShouldBe(["roster"]);
        target.Writes.ShouldBe(0);
    }

    /// <summary>Businesses that have a root do all their calls and forget them.</summary>
    private static string[] GoOn(MortalTarget target)
    {
        string[] awake = [.. Enumerable.Range(0, Businesses).Select(b => $"b{b}").Where(b => target.Has(new ActorAddress("business", b)))];
        foreach (string business in awake)
        {
            target.Actors[$"business/{business}"] = target.Actors[$"business/{business}"].SetItem("root", "moved on");
            foreach (string call in target.Actors.Keys.Where(actor => actor.StartsWith($"call/{business}~", StringComparison.Ordinal)).ToArray())
            {
                target.Actors.Remove(call);
                target.Alarms.Remove(call);
            }
        }

        return awake;
    }

    private static async Task<ImportCounts> ImportAsync(ExportedFile exported, MortalTarget target)
    {
        using TransferFile file = await TransferFile.OpenAsync(exported.Path);
        return (await new Importer(file, target).RunAsync()).ShouldBeOfType<ImportAnswer.Done>().Counts;
    }

    private static ExportedFile Export(TransferHeader header)
    {
        List<(ActorAddress, TransferRecord)> records = [];
        List<TransferAlarm> alarms = [];
        for (int b = 0; b < Businesses; b++)
        {
            for (int c = 0; c < CallsEach; c++)
            {
                var call = new ActorAddress("call", $"b{b}~c{c}");
                records.Add((call, Root("call")));
                alarms.Add(new TransferAlarm(call, Some.Instant));
            }
        }

        records.Add((new ActorAddress("run", "b0~r"), Root("run")));
        records.Add((new ActorAddress("schedule", "b0~s"), Root("schedule")));
        alarms.Add(new TransferAlarm(new ActorAddress("schedule", "b0~s"), Some.Instant));
        for (int b = 0; b < Businesses; b++)
        {
            var business = new ActorAddress("business", $"b{b}");
            string page = $"\"{new string('x', 600_000)}\"";
            for (int p = 0; p < b; p++) records.Add((business, new TransferRecord(string.Create(CultureInfo.InvariantCulture, $"p-{p}"), Encoding.UTF8.GetBytes(page))));
            records.Add((business, Root("business")));
            alarms.Add(new TransferAlarm(business, Some.Instant));
        }

        return ExportedFile.Of(header, records, [.. alarms]);
    }

    private static TransferRecord Root(string text) => new("root", Encoding.UTF8.GetBytes($"\"{text}\""));

    private static string Dump(MortalTarget target) => string.Join('\n',
        target.Actors.SelectMany(actor => actor.Value.Select(record => $"{actor.Key} {record.Key} {record.Value}"))
            .Concat(target.Alarms.Select(alarm => $"{alarm.Key} {alarm.Value:o}"))
            .Concat(target.Reserved.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => $"{r.Key} {r.Value}")));
}
