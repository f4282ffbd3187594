using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CallQueue.Storage;
using Xunit.Abstractions;

namespace CallQueue;

public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int People = 40;
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task After_several_kills_everybody_was_dialed_exactly_once()
    {
        string[] args = ["dial", _scene.People(People), "--data", _scene.Data, "--speed", "20", "--slots", "3"];
        int kills = 0;
        for (int goal = 4; goal < People - 4; goal += 9)
        {
            using ChildProcess child = ChildProcess.Dial(null, args);
            while (_scene.Placed().Count < goal && !child.HasEnded) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            await child.KillAsync();
            kills++;
        }

        using ChildProcess last = ChildProcess.Dial(null, args);
        (await last.EndAsync()).ShouldBe(0, last.Output);
        last.Output.ShouldContain($"{People}/{People} done");
        _scene.Placed().Count.ShouldBe(People);
        _scene.Placed().ShouldBeUnique();
        output.WriteLine($"{kills} kills, {People} people, {_scene.Placed().Count} dials");
    }

    [UnixFact]
    public async Task Ctrl_C_waits_for_live_calls_and_the_same_command_goes_on()
    {
        string[] args = ["dial", _scene.People(15), "--data", _scene.Data, "--speed", "5"];
        using ChildProcess child = ChildProcess.Dial(null, args);
        await child.SaysAsync("live");
        while (_scene.Placed().Count < 5) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        await child.SignalAsync("INT");
        (await child.EndAsync()).ShouldBe(130, child.Output);
        child.Output.ShouldContain("Run the same command again to continue");
        child.Output.ShouldNotContain("is live and goes on");

        using ChildProcess next = ChildProcess.Dial(null, args);
        (await next.EndAsync()).ShouldBe(0, next.Output);
        _scene.Placed().Count.ShouldBe(15);
        _scene.Placed().ShouldBeUnique();
    }

    [UnixFact]
    public async Task Ctrl_C_twice_leaves_at_once_and_SIGTERM_does_too()
    {
        string[] args = ["dial", _scene.People(15), "--data", _scene.Data];
        using ChildProcess child = ChildProcess.Dial(null, args);
        await child.SaysAsync("live");
        await child.SignalAsync("INT");
        await child.SaysAsync("Pausing");
        await child.SignalAsync("INT");
        (await child.EndAsync(TimeSpan.FromSeconds(10))).ShouldBe(130, child.Output);

        using ChildProcess second = ChildProcess.Dial(null, args);
        await second.SaysAsync("live");
        await second.SignalAsync("TERM");
        (await second.EndAsync(TimeSpan.FromSeconds(20))).ShouldBe(130, second.Output);
        _scene.Placed().ShouldBeUnique();
    }

    [UnixFact]
    public async Task Serve_ends_well_within_half_a_minute_of_SIGTERM()
    {
        using ChildProcess child = ChildProcess.Dial(null, "serve", "--data", _scene.Data, "--port", "0");
        await child.SaysAsync("SIMULATED");
        await child.SignalAsync("TERM");
        (await child.EndAsync(TimeSpan.FromSeconds(20))).ShouldBe(0, child.Output);
    }

    [UnixFact]
    public async Task A_gateway_that_waits_for_Redis_ends_at_SIGTERM()
    {
        var environment = new Dictionary<string, string>
        {
            ["TWILIO_ACCOUNT_SID"] = "AC" + new string('0', 32), ["TWILIO_AUTH_TOKEN"] = "token", ["TWILIO_NUMBER"] = "+15005550006", ["PUBLIC_URL"] = "https://dialer.example.com", ["CALLQUEUE_OPERATOR_KEY"] = new string('k', 32), ["HOST"] = "127.0.0.1",
            ["REDIS_HOST"] = "127.0.0.1", ["REDIS_PORT"] = TwilioKillTests.FreePort().ToString(CultureInfo.InvariantCulture), ["PORT"] = TwilioKillTests.FreePort().ToString(CultureInfo.InvariantCulture),
        };
        using ChildProcess child = ChildProcess.Dial(environment, "gateway");
        await child.SaysAsync("does not answer");
        await child.SignalAsync("TERM");
        (await child.EndAsync(TimeSpan.FromSeconds(20))).ShouldBe(0, child.Output);
    }

    [UnixFact]
    public async Task Serve_stopped_in_mid_run_hands_over_and_everybody_is_dialed_once() // [S1.43, S1.48]
    {
        // The port comes from the environment, as the earlier system took its 3000.
        string port = TwilioKillTests.FreePort().ToString(CultureInfo.InvariantCulture);
        var environment = new Dictionary<string, string> { ["PORT"] = port };
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        using (ChildProcess first = ChildProcess.Dial(environment, "serve", "--no-keys", "--data", _scene.Data))
        {
            await first.SaysAsync("Serving on");
            (await http.PatchAsJsonAsync("/api/businesses/default", new { slots = 10 })).EnsureSuccessStatusCode();
            var calls = Enumerable.Range(0, People).Select(i => new { phone_number = $"+1202{5_550_000 + i:0000000}" });
            (await http.PostAsJsonAsync("/api/calls/bulk-queue", new { batch_id = "r", calls })).EnsureSuccessStatusCode();
            while (_scene.Placed().Count < 10) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            await first.SignalAsync("TERM");
            (await first.EndAsync(TimeSpan.FromSeconds(30))).ShouldBe(0, first.Output);
        }

        _scene.Placed().Count.ShouldBeLessThan(People);
        using ChildProcess second = ChildProcess.Dial(environment, "serve", "--no-keys", "--data", _scene.Data);
        await second.SaysAsync("Serving on");
        (await http.PatchAsJsonAsync("/api/businesses/default", new { slots = 2 * People })).EnsureSuccessStatusCode();
        while (_scene.Placed().Count < People && !second.HasEnded) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        (await http.GetFromJsonAsync<JsonObject>("/api/runs/r"))!["total"]!.GetValue<int>().ShouldBe(People);
        _scene.Placed().Count.ShouldBe(People);
        _scene.Placed().ShouldBeUnique();
    }

    [UnixFact]
    public async Task Open_event_streams_of_idle_queues_do_not_delay_a_stop_and_end_properly()
    {
        using ChildProcess child = ChildProcess.Dial(null, "serve", "--no-keys", "--data", _scene.Data, "--port", "0");
        await child.SaysAsync("SIMULATED");
        using var http = new HttpClient { BaseAddress = new Uri(DataFolder.FindOwner(_scene.Data)!.Url!) };
        string batch = $$"""{"batch_id":"later","calls":[{"phone_number":"+12025550101","message":"Hello","scheduled_at":"{{TimeProvider.System.GetUtcNow().AddDays(30):O}}"}]}""";
        using var content = new StringContent(batch, Encoding.UTF8, "application/json");
        (await http.PostAsync("/api/calls/bulk-queue", content)).EnsureSuccessStatusCode();

        List<TaskCompletionSource> open = [];
        Task<string>[] streams = [Follow("/api/runs/later/events"), Follow("/api/businesses/default/events"), Follow("/api/businesses/other/events")];
        await Task.WhenAll(open.Select(opened => opened.Task)).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        await child.SignalAsync("TERM");
        (await child.EndAsync(TimeSpan.FromSeconds(20))).ShouldBe(0, child.Output);

        foreach (string text in await Task.WhenAll(streams)) text.TrimEnd().ShouldEndWith("event: shutdown\ndata: {\"message\":\"The server is stopping. Reconnect.\"}");
        child.Output.ShouldNotContain("Stopped waiting for running requests");

        async Task<string> Follow(string path)
        {
            TaskCompletionSource opened = new();
            open.Add(opened);
            using HttpResponseMessage response = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
            var text = new StringBuilder();
            while (await reader.ReadLineAsync() is { } line)
            {
                text.Append(line).Append('\n');
                if (line.StartsWith("data:", StringComparison.Ordinal)) opened.TrySetResult();
            }

            return text.ToString();
        }
    }

    [Fact]
    public async Task Status_and_stop_reach_a_running_dial_and_a_second_one_is_refused()
    {
        string people = _scene.People(30);
        string[] args = ["dial", people, "--data", _scene.Data, "--run-id", "r1"];
        using ChildProcess child = ChildProcess.Dial(null, args);
        await child.SaysAsync("3/3 live");

        using ChildProcess second = ChildProcess.Dial(null, args);
        (await second.EndAsync()).ShouldBe(4, second.Output);
        second.Output.ShouldContain("is in use by process");
        (await InProcess.RunAsync("status", "--data", _scene.Data)).Out.ShouldContain("r1");
        (await InProcess.RunAsync("status", "r1", "--data", _scene.Data)).Out.ShouldContain("of 30 done");
        (await InProcess.RunAsync("status", "nobody", "--data", _scene.Data)).Code.ShouldBe(Commands.ExitCode.BadInput);

        (Commands.ExitCode code, string output, string error) = await InProcess.RunAsync("stop", "r1", "--data", _scene.Data, "--hang-up-live");
        code.ShouldBe(Commands.ExitCode.Done, output + error);
        (await child.EndAsync()).ShouldBe(5, child.Output);
    }

    [Fact]
    public async Task Status_and_stop_work_on_a_folder_that_nobody_has_and_dial_nobody()
    {
        string[] args = ["dial", _scene.People(30), "--data", _scene.Data, "--run-id", "r1"];
        using (ChildProcess child = ChildProcess.Dial(null, args))
        {
            await child.SaysAsync("3/3 live");
            await child.KillAsync();
        }

        int placed = _scene.Placed().Count;
        (await InProcess.RunAsync("status", "--data", _scene.Data)).Out.ShouldContain("No process is using this data folder");
        (await InProcess.RunAsync("status", "r1", "--data", _scene.Data)).Out.ShouldContain("of 30 done");
        (Commands.ExitCode code, string output, string error) = await InProcess.RunAsync("stop", "r1", "--data", _scene.Data);
        code.ShouldBe(Commands.ExitCode.Done, output + error);
        _scene.Placed().Count.ShouldBe(placed);

        using ChildProcess again = ChildProcess.Dial(null, args);
        (await again.EndAsync()).ShouldBe(5, again.Output);
        _scene.Placed().Count.ShouldBe(placed);
    }
}
