using System.Text.Json.Nodes;
using CallQueue.Commands;

namespace CallQueue;

public sealed class ConfigTests : IDisposable
{
    private const string Secret = "s3cret-0123456789-s3cret-0123456789";
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task All_settings_are_shown_with_their_origin_and_no_secret_is(bool asJson)
    {
        using var command = new InProcess { Environment = { ["PORT"] = "9000", ["CALLQUEUE_OPERATOR_KEY"] = Secret, ["DATABASE_URL"] = $"postgres://u:{Secret}@h/d", ["REDIS_PASSWORD_FILE"] = _scene.Text("redis", Secret) } };
        (await command.StartAsync(asJson ? ["config", "--json", "--data", _scene.Data] : ["config", "--data", _scene.Data])).ShouldBe(ExitCode.Done, command.Error);
        command.Out.ShouldNotContain(Secret);
        command.Out.ShouldContain("********");
        command.Out.ShouldContain("environment variable PORT");
        command.Out.ShouldContain("option --data");
        command.Out.ShouldContain("which REDIS_PASSWORD_FILE names");
        if (!asJson) return;
        JsonArray settings = JsonNode.Parse(command.Out)!["settings"]!.AsArray();
        settings.Count.ShouldBe(Configuration.SettingTable.All.Count);
        settings.Single(setting => setting!["name"]!.GetValue<string>() == "PORT")!["value"]!.GetValue<string>().ShouldBe("9000");
    }

    [Fact]
    public async Task Check_ends_with_2_when_a_setting_is_wrong_and_names_it()
    {
        (await RunAsync("config", "--check", "--data", _scene.Data)).Code.ShouldBe(ExitCode.Done);
        using var command = new InProcess { Environment = { ["PORT"] = "x", ["QUEUE_WORKERS"] = "10" } };
        (await command.StartAsync("config", "--check", "--data", _scene.Data)).ShouldBe(ExitCode.BadInput);
        command.Out.ShouldContain("PROBLEM  PORT must be a whole number from 0 to 65535; got 'x' (environment variable PORT).");
        command.Out.ShouldContain("WARNING  The environment variable QUEUE_WORKERS is not read");
        (await command.StartAsync("config", "--data", _scene.Data)).ShouldBe(ExitCode.Done);
    }

    [Fact]
    public async Task It_checks_for_the_command_that_is_named()
    {
        (ExitCode code, string output, _) = await RunAsync("config", "--check", "--for", "gateway", "--data", _scene.Data);
        code.ShouldBe(ExitCode.BadInput);
        output.ShouldContain("PROBLEM  CALL_CARRIER must be a real carrier in a cluster");
    }

    [Fact]
    public async Task A_wrong_file_stops_every_command_before_anything_is_dialed()
    {
        Hosting.PrivateFile.CreateFolder(_scene.Data);
        File.WriteAllText(Path.Combine(_scene.Data, "callqueue.json"), """{ "PROT": 8000 }""");
        foreach (string[] args in (string[][])[["serve", "--data", _scene.Data], ["dial", _scene.People(1), "--data", _scene.Data], ["status", "--data", _scene.Data]])
        {
            (ExitCode code, _, string error) = await RunAsync(args);
            code.ShouldBe(ExitCode.BadInput);
            error.ShouldContain("'PROT'");
        }
    }

    [Fact]
    public async Task The_version_is_the_one_of_the_build()
    {
        (ExitCode code, string output, _) = await RunAsync("--version");
        code.ShouldBe(ExitCode.Done);
        output.Trim().ShouldBe(typeof(CallQueueCommands).Assembly.GetName().Version!.ToString(3));
    }

    private static Task<(ExitCode Code, string Out, string Error)> RunAsync(params string[] args) => InProcess.RunAsync(args);
}
