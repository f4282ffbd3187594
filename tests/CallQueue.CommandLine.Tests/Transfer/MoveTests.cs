using System.Globalization;
using System.Text.Json.Nodes;
using CallQueue.CarrierLab;
using CallQueue.Commands;
using Xunit.Abstractions;

namespace CallQueue;

public sealed class MoveTests(ITestOutputHelper output) : IDisposable
{
    private const int People = 60;
    private readonly Scene _scene = new();

    private string NewData => _scene.File("new");

    private string ExportFile => _scene.File("calls.jsonl");

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task A_run_killed_midway_goes_on_in_another_folder_and_everybody_is_dialed_exactly_once()
    {
        string people = _scene.People(People);
        using (ChildProcess child = ChildProcess.Dial(null, Args(_scene.Data)))
        {
            while (_scene.Placed().Count < People / 2 && !child.HasEnded) await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
            await child.KillAsync();
        }

        string[] before = [.. Calls(_scene.Ledger).Keys];
        before.Length.ShouldBeInRange(People / 2, People - 1);
        (await RunAsync("export", ExportFile, "--data", _scene.Data)).ShouldContain("Waiting calls: ");
        (await RunAsync("import", ExportFile, "--data", NewData)).ShouldContain("Continue with callqueue dial and the same file");

        using ChildProcess there = ChildProcess.Dial(null, Args(NewData));
        (await there.EndAsync()).ShouldBe(0, there.Output);
        there.Output.ShouldContain($"{People}/{People} done");

        // The ledger moved along: it holds what either folder dialed.
        Dictionary<string, string> all = Calls(Path.Combine(NewData, "simulated-calls.jsonl"));
        Calls(_scene.Ledger).Keys.ShouldBe(before, ignoreOrder: true);
        before.ShouldBeSubsetOf(all.Keys);
        all.Values.ShouldBeUnique();
        all.Count.ShouldBe(People);
        output.WriteLine($"{before.Length} dialed before the kill, {all.Count - before.Length} after the move");

        string[] Args(string data) => ["dial", people, "--data", data, "--speed", "20", "--slots", "5"];
    }

    [Fact]
    public async Task Through_Twilio_calls_under_way_at_the_kill_are_found_at_the_carrier_and_nobody_is_dialed_twice()
    {
        string ledger = _scene.File("lab.jsonl");
        using ChildProcess lab = ChildProcess.Start("CallQueue.CarrierLab.dll", null, "--ledger", ledger, "--ring-ms", "20-200", "--talk-ms", "200-900", "--seed", "1");
        await lab.SaysAsync("listening on ");
        int port = TwilioKillTests.FreePort();
        Dictionary<string, string> environment = ExitCodeTests.Twilio(lab.Output.Split("listening on ")[1].Trim(), new LabOptions().TwilioToken);
        environment["PORT"] = port.ToString(CultureInfo.InvariantCulture);
        environment["PUBLIC_URL"] = $"http://127.0.0.1:{port}";
        environment["CARRIER_DIALS_PER_SECOND"] = "0";
        environment["CALLQUEUE_ABSENCE_SECONDS"] = "2";
        string people = _scene.People(People);
        using (ChildProcess child = ChildProcess.Dial(environment, Args(_scene.Data)))
        {
            while ((!File.Exists(ledger) || TwilioKillTests.Placed(ledger).Count() < People / 2) && !child.HasEnded)
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
            await child.KillAsync();
        }

        (await RunAsync("export", ExportFile, "--data", _scene.Data)).ShouldContain("calls in progress: ");
        await RunAsync("import", ExportFile, "--data", NewData);
        int before = TwilioKillTests.Placed(ledger).Count();
        using ChildProcess there = ChildProcess.Dial(environment, Args(NewData));
        (await there.EndAsync()).ShouldBe(0, there.Output);

        string[] placed = [.. TwilioKillTests.Placed(ledger)];
        placed.ShouldBeUnique();
        placed.Length.ShouldBe(People);
        output.WriteLine($"{before} dialed before the kill, {placed.Length - before} after the move");

        string[] Args(string data) => ["dial", people, "--data", data, "--slots", "15", "--ring-timeout", "5s", "--max-duration", "5s"];
    }

    [Fact]
    public async Task A_sealed_folder_refuses_to_dial_and_to_change_and_undo_opens_it_again()
    {
        string[] dial = ["dial", _scene.People(12), "--data", _scene.Data, "--speed", "20", "--run-id", "r1"];
        await InterruptAsync(dial);
        await RunAsync("export", ExportFile, "--data", _scene.Data);
        int placed = _scene.Placed().Count;

        foreach (string[] args in (string[][])[dial, ["serve", "--data", _scene.Data, "--port", "0"], ["stop", "r1", "--data", _scene.Data], ["import", ExportFile, "--data", _scene.Data]])
        {
            (ExitCode code, _, string error) = await InProcess.RunAsync(args);
            code.ShouldBe(ExitCode.DataUnusable, args[0]);
            error.ShouldContain("is sealed");
            error.ShouldContain("Import the file");
            error.ShouldContain("--undo");
        }

        byte[] first = await File.ReadAllBytesAsync(ExportFile);
        (await RunAsync("status", "--data", _scene.Data)).ShouldContain("is sealed");
        (await RunAsync("status", "r1", "--data", _scene.Data)).ShouldContain("of 12 done");
        File.Delete(ExportFile);
        (await RunAsync("export", ExportFile, "--data", _scene.Data)).ShouldContain("writing the same file again");
        (await File.ReadAllBytesAsync(ExportFile)).ShouldBe(first);

        (await InProcess.RunAsync("export", "--undo", "--data", _scene.Data)).Code.ShouldBe(ExitCode.BadInput);
        (await RunAsync("export", "--undo", "--yes", "--data", _scene.Data)).ShouldContain("BOTH PLACES");
        (await RunAsync("export", "--undo", "--yes", "--data", _scene.Data)).ShouldContain("nothing to undo");
        _scene.Placed().Count.ShouldBe(placed);
        await RunAsync(dial);
        _scene.Placed().ShouldBeUnique();
        _scene.Placed().Count.ShouldBe(12);
    }

    [Fact]
    public async Task What_can_not_be_exported_leaves_the_folder_open()
    {
        string[] dial = ["dial", _scene.People(3), "--data", _scene.Data, "--speed", "100"];
        await RunAsync(dial);
        string taken = _scene.Text("taken.txt", "mine");
        await RefusedAsync(ExitCode.BadInput, "already exists", "export", taken, "--data", _scene.Data);
        await RefusedAsync(ExitCode.DataUnusable, "can't be used", "export", _scene.File("no/such/folder/calls.jsonl"), "--data", _scene.Data);
        await RefusedAsync(ExitCode.BadInput, "There is no data", "export", ExportFile, "--data", _scene.File("nowhere"));
        await RefusedAsync(ExitCode.BadInput, "Name the file", "export", "--data", _scene.Data);
        using (await Storage.DataFolder.TakeAsync(_scene.Data, TimeProvider.System))
            await RefusedAsync(ExitCode.DataUnusable, "in use by process", "export", ExportFile, "--data", _scene.Data);
        (await File.ReadAllTextAsync(taken)).ShouldBe("mine");
        await RunAsync(dial);
    }

    [Fact]
    public async Task An_import_wants_a_whole_file_and_a_folder_of_its_own()
    {
        string[] dial = ["dial", _scene.People(3), "--data", _scene.Data, "--speed", "100"];
        await RunAsync(dial);
        await RunAsync("export", ExportFile, "--data", _scene.Data);
        string other = _scene.File("other");
        await RunAsync("dial", _scene.People(2), "--data", other, "--speed", "100");
        await RefusedAsync(ExitCode.BadInput, "holds other calls", "import", ExportFile, "--data", other);
        await RunAsync("status", "--data", other);

        string[] lines = await File.ReadAllLinesAsync(ExportFile);
        await RefusedAsync(ExitCode.BadInput, "is incomplete", "import", _scene.Text("cut.jsonl", string.Join('\n', lines[..^1]) + "\n"), "--data", NewData);
        await RefusedAsync(ExitCode.BadInput, "line 1", "import", _scene.People(2), "--data", NewData);
        await RefusedAsync(ExitCode.BadInput, "There is no file", "import", _scene.File("nothing"), "--data", NewData);
        Directory.Exists(NewData).ShouldBeFalse();

        await RunAsync("import", ExportFile, "--data", NewData);
        (await RunAsync("import", ExportFile, "--data", NewData)).ShouldContain("nothing was changed");
    }

    [Fact]
    public async Task Both_commands_explain_themselves()
    {
        (await RunAsync("export", "--help")).ShouldContain("callqueue export --undo");
        (await RunAsync("import", "--help")).ShouldContain("callqueue import calls.jsonl");
    }

    private async Task InterruptAsync(string[] dial)
    {
        using var command = new InProcess();
        Task<ExitCode> dialing = command.StartAsync(dial);
        while (_scene.Placed().Count < 4) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        command.Interrupts.Terminate();
        (await dialing).ShouldBe(ExitCode.Interrupted, command.Out + command.Error);
    }

    private static async Task<string> RunAsync(params string[] args)
    {
        (ExitCode code, string text, string error) = await InProcess.RunAsync(args);
        code.ShouldBe(ExitCode.Done, text + error);
        return text;
    }

    private static async Task RefusedAsync(ExitCode code, string because, params string[] args)
    {
        (ExitCode found, string text, string error) = await InProcess.RunAsync(args);
        found.ShouldBe(code, text + error);
        error.ShouldContain(because);
    }

    /// <summary>The numbers that were dialed, by the carrier's call.</summary>
    private static Dictionary<string, string> Calls(string ledger) => Scene.ReadLines(ledger).Select(line => JsonNode.Parse(line)!)
        .Where(line => line["to"] is not null).ToDictionary(line => line["id"]!.GetValue<string>(), line => line["to"]!.GetValue<string>());
}
