using System.Text.RegularExpressions;
using CallQueue.Commands;

namespace CallQueue;

/// <summary><c>callqueue dial</c> whose calls another process dials.</summary>
public sealed partial class ServedDialTests : IDisposable
{
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task A_list_is_handed_to_the_process_that_serves_the_folder_and_followed_to_its_end()
    {
        using var serving = new InProcess();
        Task<ExitCode> serve = serving.StartAsync("serve", "--port", "0", "--data", _scene.Data, "--speed", "100");
        await UrlAsync(serving, serve);
        string people = _scene.People(20);

        (ExitCode code, string output, string error) = await InProcess.RunAsync("dial", people, "--data", _scene.Data, "--slots", "10");
        code.ShouldBe(ExitCode.Done, output + error);
        output.ShouldContain("so this list is handed to it");
        output.ShouldContain("SIMULATED");
        output.ShouldContain("20 people, 10 at once");
        output.ShouldContain("20/20 done");
        _scene.Placed().Count.ShouldBe(20);
        string[] results = await File.ReadAllLinesAsync(Directory.GetFiles(_scene.Data, "leads-*.results.csv").ShouldHaveSingleItem());
        results.Length.ShouldBe(21);
        results.Skip(1).Select(row => row.Split(',')[0]).ShouldBe(File.ReadLines(people).Skip(1).Select(row => row.Split(',')[0]));
        results.Skip(1).ShouldAllBe(row => row.Split(',')[2].Length > 0);

        (code, output, error) = await InProcess.RunAsync("dial", people, "--data", _scene.Data);
        code.ShouldBe(ExitCode.Done, output + error);
        output.ShouldContain("is already complete");
        _scene.Placed().Count.ShouldBe(20);
        await StopAsync(serving, serve);
    }

    [Fact]
    public async Task A_run_that_a_dial_began_is_continued_by_the_process_that_serves_the_folder()
    {
        string people = _scene.People(12);
        using (var first = new InProcess())
        {
            Task<ExitCode> dialing = first.StartAsync("dial", people, "--data", _scene.Data, "--speed", "5");
            while (_scene.Placed().Count == 0) await Task.Yield();
            first.Interrupts.Terminate();
            (await dialing).ShouldBe(ExitCode.Interrupted);
        }

        using var serving = new InProcess();
        Task<ExitCode> serve = serving.StartAsync("serve", "--port", "0", "--data", _scene.Data, "--speed", "100");
        await UrlAsync(serving, serve);
        (ExitCode code, string output, string error) = await InProcess.RunAsync("dial", people, "--data", _scene.Data);
        code.ShouldBe(ExitCode.Done, output + error);
        _scene.Placed().Count.ShouldBe(12);
        await StopAsync(serving, serve);
    }

    [Fact]
    public async Task A_server_is_named_by_its_address_and_the_key_comes_from_a_file_a_variable_or_an_option()
    {
        (_, string made, _) = await InProcess.RunAsync("keys", "create", "crm", "--business", "clinic", "--data", _scene.Data);
        string key = made.Split('\n').Single(line => line.StartsWith("cq_", StringComparison.Ordinal)).Trim();
        using var serving = new InProcess();
        Task<ExitCode> serve = serving.StartAsync("serve", "--port", "0", "--host", "127.0.0.1", "--data", _scene.Data, "--speed", "100");
        string url = (await UrlAsync(serving, serve)).ToString(), people = _scene.People(3), results = _scene.File("out.csv");

        string[] dial = ["dial", people, "--server", url, "--results", results];
        (ExitCode code, string output, string error) = await InProcess.RunAsync([.. dial, "--key-file", _scene.Text("key.txt", key + "\n")]);
        code.ShouldBe(ExitCode.Done, output + error);
        (output + error).ShouldNotContain(key);
        (await File.ReadAllLinesAsync(results)).Length.ShouldBe(4);

        using (var variable = new InProcess { Environment = { ["CALLQUEUE_KEY"] = key, ["CALLQUEUE_SERVER"] = url } })
        {
            (await variable.StartAsync("status")).ShouldBe(ExitCode.Done, variable.Error);
            variable.Out.ShouldContain("business clinic");
        }

        (await InProcess.RunAsync("stop", "nothing", "--server", url, "--key", key)).Error.ShouldContain("has no run nothing");
        (await InProcess.RunAsync([.. dial, "--key", key, "--business", "other"])).Error.ShouldContain("no such business");
        foreach (string[] wrong in (string[][])[[], ["--key", "cq_wrong"]])
        {
            (code, _, error) = await InProcess.RunAsync([.. dial, .. wrong]);
            code.ShouldBe(ExitCode.BadInput);
            error.ShouldContain("API key");
        }

        await StopAsync(serving, serve);
    }

    [Fact]
    public async Task What_a_server_refuses_is_shown_as_the_review_of_a_file_shows_it()
    {
        using var serving = new InProcess();
        Task<ExitCode> serve = serving.StartAsync("serve", "--no-keys", "--port", "0", "--data", _scene.Data, "--speed", "100");
        string url = (await UrlAsync(serving, serve)).ToString(), people = _scene.People(3);
        string[] dial = ["dial", people, "--server", url, "--results", _scene.File("out.csv")];
        (await InProcess.RunAsync([.. dial, "--run-id", "one"])).Code.ShouldBe(ExitCode.Done);

        (ExitCode code, string output, string error) = await InProcess.RunAsync([.. dial, "--run-id", "two"]);
        code.ShouldBe(ExitCode.BadInput, output);
        error.ShouldContain("3 of 3 were called in run one");
        error.ShouldContain("add --again");
        (code, output, error) = await InProcess.RunAsync([.. dial, "--run-id", "one", "--message", "other"]);
        code.ShouldBe(ExitCode.BadInput, output);
        error.ShouldContain("Choose another --run-id");
        (code, _, error) = await InProcess.RunAsync([.. dial, "--run-id", "three", "--again", "--deadline", "2001-01-01T00:00:00Z"]);
        code.ShouldBe(ExitCode.BadInput);
        error.ShouldContain("deadline");
        (code, _, error) = await InProcess.RunAsync([.. dial, "--carrier", "twilio"]);
        code.ShouldBe(ExitCode.BadInput);
        error.ShouldContain("--carrier");
        _scene.Placed().Count.ShouldBe(3);

        // A part of the server that has no lists, like an older version.
        (code, _, error) = await InProcess.RunAsync(["dial", people, "--server", url + "old"]);
        code.ShouldBe(ExitCode.BadInput);
        error.ShouldContain("older version");
        await StopAsync(serving, serve);
        (code, _, error) = await InProcess.RunAsync(dial);
        code.ShouldBe(ExitCode.DataUnusable);
        error.ShouldContain("can't be reached");
    }

    [Fact]
    public async Task Ctrl_C_pauses_the_run_at_the_server_and_the_same_command_continues_it()
    {
        using var serving = new InProcess();
        Task<ExitCode> serve = serving.StartAsync("serve", "--port", "0", "--data", _scene.Data, "--speed", "20");
        await UrlAsync(serving, serve);
        string[] dial = ["dial", _scene.People(12), "--data", _scene.Data, "--run-id", "spring"];
        using (var first = new InProcess())
        {
            Task<ExitCode> dialing = first.StartAsync(dial);
            while (_scene.Placed().Count == 0) await Task.Yield();
            first.Interrupts.Interrupt();
            (await dialing).ShouldBe(ExitCode.Interrupted, first.Out);
            first.Error.ShouldContain("Run the same command again to continue");
        }

        int placed = _scene.Placed().Count;
        placed.ShouldBeLessThan(12);
        (await InProcess.RunAsync("status", "spring", "--data", _scene.Data)).Out.ShouldContain("paused");
        (ExitCode code, string output, string error) = await InProcess.RunAsync(dial);
        code.ShouldBe(ExitCode.Done, output + error);
        _scene.Placed().Distinct().Count().ShouldBe(12);
        await StopAsync(serving, serve);
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/")]
    private static partial Regex UrlPattern();

    private static async Task<Uri> UrlAsync(InProcess serving, Task serve)
    {
        while (!serve.IsCompleted)
        {
            if (UrlPattern().Match(serving.Out) is { Success: true } url) return new Uri(url.Value);
            await Task.Yield();
        }

        throw new InvalidOperationException(serving.Error);
    }

    private static async Task StopAsync(InProcess serving, Task<ExitCode> serve)
    {
        serving.Interrupts.Terminate();
        (await serve).ShouldBe(ExitCode.Done);
    }
}
