using System.Text.Json.Nodes;
using CallQueue.Commands;

namespace CallQueue;

public sealed class PlanTests : IDisposable
{
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task A_file_is_played_without_calling_anybody()
    {
        (ExitCode code, string output, string error) = await InProcess.RunAsync(
            "plan", _scene.People(300), "--slots", "10", "--answer-rate", "100%", "--talk", "30s", "--price-per-minute", "0.01", "--at", "2026-12-01T09:00:00Z");

        code.ShouldBe(ExitCode.Done, output + error);
        output.ShouldContain("300 people, 10 at once, started Tue 2026-12-01 09:00 UTC:");
        output.ShouldContain("at most 10 live at once");
        output.ShouldContain("Ends: completed 300.");
        output.ShouldContain("3.00 in all");
        output.ShouldContain("Nobody was called.");
        Directory.Exists(_scene.Data).ShouldBeFalse();
    }

    [Fact]
    public async Task Programs_get_it_as_JSON()
    {
        (ExitCode code, string output, _) = await InProcess.RunAsync("plan", _scene.People(30), "--at", "2026-12-01T09:00:00Z", "--json");

        code.ShouldBe(ExitCode.Done);
        JsonNode plan = JsonNode.Parse(output)!;
        plan["counts"]!["total"]!.GetValue<int>().ShouldBe(30);
        plan["starts_at"]!.GetValue<string>().ShouldBe("2026-12-01T09:00:00+00:00");
        plan["never_dialed"]!["count"]!.GetValue<int>().ShouldBe(0);
        plan["hours"]!.AsArray().Sum(hour => hour!["dials"]!.GetValue<int>()).ShouldBe(plan["dials"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("--answer-rate 1.5", "--answer-rate must be from 0 to 1, or from 0% to 100%; got '1.5'")]
    [InlineData("--talk 0s", "--talk must be from 1 to 14400; got 0")]
    [InlineData("--at tomorrow", "--at must be an ISO 8601 time")]
    [InlineData("--slots 0", "--slots must be at least 1")]
    public async Task A_wrong_option_is_named(string option, string problem)
    {
        (ExitCode code, _, string error) = await InProcess.RunAsync(["plan", _scene.People(1), .. option.Split(' ')]);
        code.ShouldBe(ExitCode.BadInput);
        error.ShouldContain(problem);
    }
}
