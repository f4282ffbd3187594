using CallQueue.Commands;

namespace CallQueue;

/// <summary><c>evidence</c>, <c>verify</c> and <c>erase</c> on a data folder that nobody has.</summary>
public sealed class EvidenceTests : IDisposable
{
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task A_bundle_is_written_verified_and_found_out_when_it_is_changed()
    {
        await DialAsync();
        string bundle = _scene.File("spring.jsonl"), key = _scene.File("key.pem");
        (ExitCode code, string told, string error) = await RunAsync("evidence", "spring", "--out", bundle);
        code.ShouldBe(ExitCode.Done, error);
        told.ShouldContain("6 rows of business default");
        (await RunAsync("evidence", "--public-key", "--out", key)).Code.ShouldBe(ExitCode.Done);
        (ExitCode verified, string said, _) = await InProcess.RunAsync("verify", bundle, "--public-key", key);
        verified.ShouldBe(ExitCode.Done, said);
        said.ShouldContain("Every row is as it was written.");

        string text = await File.ReadAllTextAsync(bundle);
        await File.WriteAllTextAsync(bundle, text.Replace("\"attempt\":1", "\"attempt\":2", StringComparison.Ordinal));
        (ExitCode changed, string wrong, _) = await InProcess.RunAsync("verify", bundle);
        changed.ShouldBe(ExitCode.NotGenuine);
        wrong.ShouldContain("WRONG: row 0 was changed");
        (await InProcess.RunAsync("verify", _scene.File("nothing.jsonl"))).Code.ShouldBe(ExitCode.BadInput);
        (await InProcess.RunAsync("verify", bundle, "--public-key", bundle)).Code.ShouldBe(ExitCode.BadInput);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(key).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task An_erased_number_is_no_longer_in_bundles_or_in_the_data_folder()
    {
        await DialAsync();
        (ExitCode code, string told, string error) = await RunAsync("erase", "+12025550001", "--out", _scene.File("receipt.json"));
        code.ShouldBe(ExitCode.Done, error);
        told.ShouldNotContain("12025550001");
        string receipt = await File.ReadAllTextAsync(_scene.File("receipt.json"));
        receipt.ShouldContain("\"ledger_keys\":1");
        receipt.ShouldContain("\"signature\":");
        string bundle = _scene.File("all.jsonl");
        (await RunAsync("evidence", "--out", bundle)).Code.ShouldBe(ExitCode.Done);
        string text = await File.ReadAllTextAsync(bundle);
        text.ShouldNotContain("12025550001");
        text.ShouldContain("12025550002");
        (await InProcess.RunAsync("verify", bundle)).Code.ShouldBe(ExitCode.Done);
        (await RunAsync("erase", "0202")).Code.ShouldBe(ExitCode.BadInput);
    }

    private async Task DialAsync()
    {
        (ExitCode code, _, string error) = await RunAsync("dial", _scene.People(3), "--run-id", "spring", "--speed", "100");
        code.ShouldBe(ExitCode.Done, error);
    }

    private Task<(ExitCode Code, string Out, string Error)> RunAsync(params string[] args) => InProcess.RunAsync([.. args, "--data", _scene.Data]);
}
