using CallQueue.CarrierLab;
using CallQueue.Commands;
using CallQueue.Storage;

namespace CallQueue;

public sealed class ExitCodeTests : IDisposable
{
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData("dail")]
    [InlineData("dial")]
    [InlineData("dial", "people.csv", "--rate", "10")]
    [InlineData("dial", "people.csv", "--slots", "0")]
    [InlineData("dial", "people.csv", "--window", "9-17-20")]
    [InlineData("dial", "people.csv", "--deadline", "tomorrow")]
    [InlineData("dial", "people.csv", "--start", "12:30")]
    [InlineData("dial", "people.csv", "--timezone", "Europe/Atlantis")]
    [InlineData("dial", "people.csv", "--carrier", "pigeon")]
    [InlineData("dial", "people.csv", "--answer-url", "ftp://x")]
    [InlineData("dial", "people.csv", "--run-id", "a/b")]
    [InlineData("dial", "nobody.csv")]
    [InlineData("serve", "--no-keys", "--host", "0.0.0.0")]
    [InlineData("serve", "--webhook-host", "127.0.0.1")]
    [InlineData("serve", "--port", "8111", "--webhook-port", "8111")]
    [InlineData("serve", "--port", "70000")]
    public async Task Bad_usage_is_2_and_says_one_clear_thing(params string[] args)
    {
        string people = _scene.People(1);
        string[] actual = [.. args.Select(arg => arg == "people.csv" ? people : arg)];
        if (args[0] is "dial" or "serve" && args.Length > 1) actual = [.. actual, "--data", _scene.Data];
        (ExitCode code, _, string error) = await InProcess.RunAsync(actual);
        code.ShouldBe(ExitCode.BadInput, error);
        error.ShouldNotBeEmpty();
        error.ShouldNotContain("   at ");
        _scene.Placed().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_real_carrier_without_its_token_or_public_url_is_2_and_names_the_variable()
    {
        using var command = new InProcess { Environment = { ["TWILIO_ACCOUNT_SID"] = new LabOptions().TwilioSid } };
        (await command.StartAsync("dial", _scene.People(1), "--data", _scene.Data)).ShouldBe(ExitCode.BadInput);
        command.Error.ShouldContain("TWILIO_AUTH_TOKEN");

        using var second = new InProcess { Environment = Twilio("http://127.0.0.1:9", "token") };
        second.Environment.Remove("PUBLIC_URL");
        (await second.StartAsync("dial", _scene.People(1), "--data", _scene.Data)).ShouldBe(ExitCode.BadInput);
        second.Error.ShouldContain("PUBLIC_URL");
    }

    [Fact]
    public async Task Wrong_credentials_are_3_with_the_carriers_reason_and_nobody_is_used_up()
    {
        await using Lab lab = await Lab.StartAsync(new LabOptions());
        using var command = new InProcess { Environment = Twilio(lab.Url.ToString(), "00000000000000000000000000000000") };
        (await command.StartAsync("dial", _scene.People(5), "--data", _scene.Data)).ShouldBe(ExitCode.CarrierStopped, command.Error);
        command.Error.ShouldContain("5 people wait");
        lab.Ledger.Entries.ShouldNotContain(entry => entry.Placed == true);
    }

    [Fact]
    public async Task A_folder_in_use_is_4_and_says_by_whom()
    {
        using DataFolder taken = await DataFolder.TakeAsync(_scene.Data, TimeProvider.System);
        (ExitCode code, _, string error) = await InProcess.RunAsync("dial", _scene.People(1), "--data", _scene.Data);
        code.ShouldBe(ExitCode.DataUnusable);
        error.ShouldContain($"process {Environment.ProcessId}");
    }

    [Fact]
    public async Task A_damaged_data_file_is_4_and_says_what_to_do()
    {
        Directory.CreateDirectory(_scene.Data);
        await File.WriteAllTextAsync(Path.Combine(_scene.Data, "callqueue.db"), new string('x', 10_000));
        (ExitCode code, _, string error) = await InProcess.RunAsync("dial", _scene.People(1), "--data", _scene.Data);
        code.ShouldBe(ExitCode.DataUnusable);
        error.ShouldContain("backup");
    }

    [Fact]
    public async Task Simulated_and_real_calls_never_share_a_folder()
    {
        string people = _scene.People(1);
        (await InProcess.RunAsync("dial", people, "--data", _scene.Data, "--speed", "100")).Code.ShouldBe(ExitCode.Done);
        using var real = new InProcess { Environment = Twilio("http://127.0.0.1:9", "token") };
        (await real.StartAsync("dial", people, "--data", _scene.Data)).ShouldBe(ExitCode.BadInput);
        real.Error.ShouldContain("--data");
    }

    [Fact]
    public async Task An_interrupted_run_is_130_and_the_same_command_finishes_it()
    {
        string people = _scene.People(12);
        string[] args = ["dial", people, "--data", _scene.Data, "--speed", "10"];
        using var first = new InProcess();
        Task<ExitCode> dialing = first.StartAsync(args);
        while (_scene.Placed().Count < 4) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        first.Interrupts.Interrupt();
        (await dialing).ShouldBe(ExitCode.Interrupted, first.Out);
        int before = _scene.Placed().Count;
        before.ShouldBeLessThan(12);
        first.Out.ShouldContain("Pausing");

        (ExitCode code, string output, string error) = await InProcess.RunAsync(args);
        code.ShouldBe(ExitCode.Done, output + error);
        _scene.Placed().ShouldBeUnique();
        _scene.Placed().Count.ShouldBe(12);
    }

    [Fact]
    public async Task Help_shows_examples_and_the_exit_codes()
    {
        (ExitCode code, string output, _) = await InProcess.RunAsync("dial", "--help");
        code.ShouldBe(ExitCode.Done);
        output.ShouldContain("Exit codes:");
        output.ShouldContain("--rate");
    }

    [Fact]
    public async Task The_self_test_passes_here()
    {
        (ExitCode code, string output, _) = await InProcess.RunAsync("selftest", "--data", _scene.Data);
        code.ShouldBe(ExitCode.Done, output);
        output.ShouldContain("at most 3 of 3 slots live");
    }

    internal static Dictionary<string, string> Twilio(string baseUrl, string token) => new()
    {
        ["TWILIO_ACCOUNT_SID"] = new LabOptions().TwilioSid,
        ["TWILIO_AUTH_TOKEN"] = token,
        ["TWILIO_NUMBER"] = "+12025550000",
        ["TWILIO_BASE_URL"] = baseUrl.TrimEnd('/'),
        ["PUBLIC_URL"] = "http://127.0.0.1:1",
        ["PORT"] = "0",
    };
}
