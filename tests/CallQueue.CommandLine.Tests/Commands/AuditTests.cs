using CallQueue.Commands;

namespace CallQueue;

public sealed class AuditTests : IDisposable
{
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Changes_by_commands_are_shown_exported_and_proven()
    {
        foreach (string name in (string[])["crm", "console", "reports"]) (await RunAsync("keys", "create", name, "--business", "acme", "--data", _scene.Data)).Code.ShouldBe(ExitCode.Done);
        (ExitCode code, string shown, string error) = await RunAsync("audit", "--deployment", "--last", "2", "--data", _scene.Data);
        code.ShouldBe(ExitCode.Done, error);
        shown.ShouldContain("reports");
        shown.ShouldContain("console");
        shown.ShouldNotContain("crm");
        shown.ShouldContain("command");

        string file = _scene.File("audit.jsonl");
        (await RunAsync("audit", "export", file, "--deployment", "--data", _scene.Data)).Out.ShouldContain("Wrote 3 entries");
        (await RunAsync("audit", "verify", file)).ShouldSatisfyAllConditions(done => done.Code.ShouldBe(ExitCode.Done), done => done.Out.ShouldContain("3 entries, none altered"));
        string[] lines = await File.ReadAllLinesAsync(file);

        await File.WriteAllLinesAsync(file, [lines[0], lines[1].Replace("console", "consola", StringComparison.Ordinal), lines[2]]);
        (await RunAsync("audit", "verify", file)).ShouldSatisfyAllConditions(done => done.Code.ShouldBe(ExitCode.BadInput), done => done.Error.ShouldContain("Line 2 does not have the hash"));
        await File.WriteAllLinesAsync(file, [lines[0], lines[2]]);
        (await RunAsync("audit", "verify", file)).Error.ShouldContain("Line 2 has number 2, but 1 is due");
        await File.WriteAllLinesAsync(file, lines[..2]);
        string head = System.Text.Json.Nodes.JsonNode.Parse(lines[2])!["hash"]!.GetValue<string>();
        (await RunAsync("audit", "verify", file)).Code.ShouldBe(ExitCode.Done);
        (await RunAsync("audit", "verify", file, "--head", head)).ShouldSatisfyAllConditions(done => done.Code.ShouldBe(ExitCode.BadInput), done => done.Error.ShouldContain("entries are missing at the end"));
    }

    [Theory]
    [InlineData("audit", "--last", "0")]
    [InlineData("audit", "--deployment", "--business", "acme")]
    [InlineData("audit", "verify", "nowhere.jsonl")]
    public async Task What_makes_no_sense_is_refused(params string[] args) => (await RunAsync(args)).Code.ShouldBe(ExitCode.BadInput);

    private static Task<(ExitCode Code, string Out, string Error)> RunAsync(params string[] args) => InProcess.RunAsync(args);
}
