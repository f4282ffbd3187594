using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CallQueue.Commands;
using CallQueue.Storage;

namespace CallQueue;

/// <summary><c>callqueue sessions</c>, while a process uses the data folder and after it has stopped.</summary>
public sealed class SessionsTests : IDisposable
{
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Sessions_are_listed_and_ended_with_and_without_a_process()
    {
        using var serving = new InProcess();
        Task<ExitCode> serve = serving.StartAsync("serve", "--port", "0", "--host", "127.0.0.1", "--data", _scene.Data);
        using var http = new HttpClient { BaseAddress = await KeysTests.UrlAsync(serving, serve) };
        string key = FirstKeyFile.Find(_scene.Data)!;
        for (int i = 0; i < 2; i++) (await http.PostAsJsonAsync("api/session", new JsonObject { ["api_key"] = key })).EnsureSuccessStatusCode();

        string[] ids = await IdsAsync(key);
        ids.Length.ShouldBe(2);
        (await RunAsync("sessions", "end", ids[0])).Out.ShouldContain($"Session {ids[0]} has ended.");
        (await IdsAsync(key)).ShouldBe([ids[1]]);
        (ExitCode unknown, _, string problem) = await RunAsync("sessions", "end", ids[0]);
        (unknown, problem.Trim()).ShouldBe((ExitCode.BadInput, $"There is no session '{ids[0]}'. (callqueue sessions list shows all.)"));
        serving.Interrupts.Interrupt();
        (await serve).ShouldBe(ExitCode.Done);

        (await IdsAsync(key)).ShouldBe([ids[1]]);
        (await RunAsync("sessions", "end", ids[1])).Code.ShouldBe(ExitCode.Done);
        (await RunAsync("sessions", "list")).Out.ShouldContain("No sessions are open.");
        (await RunAsync("audit", "--deployment")).Out.ShouldContain("session");
    }

    /// <summary>The ids in the list.</summary>
    private async Task<string[]> IdsAsync(string key)
    {
        (ExitCode code, string list, string error) = await RunAsync("sessions", "list");
        code.ShouldBe(ExitCode.Done, error);
        return [.. list.Split('\n').Where(line => line.Contains($"  key {key.Split('_')[1]}", StringComparison.Ordinal)).Select(line => line.Split(' ')[0])];
    }

    private Task<(ExitCode Code, string Out, string Error)> RunAsync(params string[] args) => InProcess.RunAsync([.. args, "--data", _scene.Data]);
}
