using System.Text;
using CallQueue.Commands;

namespace CallQueue;

/// <summary>What a data folder shows after a run: to other users, and to whoever gets hold of its files.</summary>
public sealed class PrivateDataTests : IDisposable
{
    private const string Key = "0123456789abcdef0123456789abcdef";
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [UnixFact]
    public async Task After_a_run_the_folder_and_every_file_in_it_are_for_their_owner_only()
    {
        (ExitCode code, _, string error) = await InProcess.RunAsync("dial", _scene.People(2), "--data", _scene.Data, "--speed", "100");
        code.ShouldBe(ExitCode.Done, error);
        if (OperatingSystem.IsWindows()) return;
        File.GetUnixFileMode(_scene.Data).ShouldBe(Hosting.PrivateFile.OwnersFolder);
        string[] files = Directory.GetFiles(_scene.Data, "*", SearchOption.AllDirectories);
        files.Select(Path.GetExtension).ShouldContain(".csv");
        foreach (string file in files) File.GetUnixFileMode(file).ShouldBe(Hosting.PrivateFile.OwnerOnly, file);

        File.SetUnixFileMode(_scene.Data, Hosting.PrivateFile.OwnersFolder | UnixFileMode.OtherRead);
        (code, _, error) = await InProcess.RunAsync("dial", _scene.People(2), "--data", _scene.Data);
        code.ShouldBe(ExitCode.DataUnusable);
        error.ShouldContain($"Run: chmod 700 {_scene.Data}");
    }

    [Fact]
    public async Task With_a_data_key_the_store_shows_no_message_and_no_number_and_commands_need_the_key()
    {
        string people = _scene.Text("people.csv", "phone,name,message\n+12025550101,Ada,Hello from Zanzibar\n+12025550102,Bob,Hello from Zanzibar\n");
        (await RunAsync(Key, "dial", people, "--speed", "100", "--run-id", "r")).Code.ShouldBe(ExitCode.Done);
        foreach (string file in Directory.GetFiles(_scene.Data, "callqueue.db*"))
        {
            string text = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
            foreach (string plain in (string[])["Zanzibar", "2025550101", "Ada"]) text.ShouldNotContain(plain, Case.Sensitive, file);
        }

        (await RunAsync(Key, "status", "r")).Out.ShouldContain("completed");
        (ExitCode code, _, string error) = await RunAsync(null, "status", "r");
        (code, error.Contains("CALLQUEUE_DATA_KEY is missing", StringComparison.Ordinal)).ShouldBe((ExitCode.DataUnusable, true), error);
        (code, _, error) = await RunAsync(new string('f', 32), "dial", people);
        (code, error.Contains("is not the key of", StringComparison.Ordinal)).ShouldBe((ExitCode.DataUnusable, true), error);
    }

    [Fact]
    public async Task An_export_is_plain_and_an_import_encrypts_with_its_own_key()
    {
        string people = _scene.People(3), export = _scene.File("calls.jsonl"), there = _scene.File("there");
        (await RunAsync(Key, "dial", people, "--speed", "100", "--run-id", "r")).Code.ShouldBe(ExitCode.Done);
        (await RunAsync(Key, "export", export)).Code.ShouldBe(ExitCode.Done);
        using var import = new InProcess { Environment = { ["CALLQUEUE_DATA_KEY"] = new string('e', 32) } };
        (await import.StartAsync("import", export, "--data", there)).ShouldBe(ExitCode.Done, import.Error);
        using var status = new InProcess { Environment = { ["CALLQUEUE_DATA_KEY"] = new string('e', 32) } };
        (await status.StartAsync("status", "r", "--data", there)).ShouldBe(ExitCode.Done, status.Error);
        status.Out.ShouldContain("3");
        using var without = new InProcess();
        (await without.StartAsync("status", "r", "--data", there)).ShouldBe(ExitCode.DataUnusable);
    }

    private async Task<(ExitCode Code, string Out, string Error)> RunAsync(string? key, params string[] args)
    {
        using var command = new InProcess();
        if (key is not null) command.Environment["CALLQUEUE_DATA_KEY"] = key;
        ExitCode code = await command.StartAsync([.. args, "--data", _scene.Data]);
        return (code, command.Out, command.Error);
    }
}
