using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CallQueue.Commands;

namespace CallQueue;

/// <summary><c>callqueue serve</c> as an operator sees it.</summary>
public sealed partial class ServeTests : IDisposable
{
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task It_logs_what_operators_search_for_as_masked_JSON_lines()
    {
        using ChildProcess child = ChildProcess.Dial(new Dictionary<string, string> { ["QUEUE_WORKERS"] = "10", ["TWILIO_ACOUNT_SID"] = "AC1" }, "serve", "--no-keys", "--data", _scene.Data, "--port", "0");
        await child.SaysAsync("SIMULATED");
        using (var http = new HttpClient { BaseAddress = UrlIn(child.Output) })
        {
            (await http.PostAsJsonAsync("/api/calls/queue", new { phone_number = "+12025550147", custom_call_id = "+12025550147" })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
            await child.SaysAsync("[CallService] Call initiated successfully");
        }

        JsonObject[] lines = [.. child.Output.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonNode.Parse(line)!.AsObject())];
        string[] messages = [.. lines.Select(line => line["message"]!.GetValue<string>())];
        messages.ShouldContain(message => message.StartsWith("[Worker] Worker started successfully"));
        messages.ShouldContain(message => message.StartsWith("OUTBOUND_ENQUEUE business_id=default job_id=********0147"));
        messages.ShouldContain(message => message.Contains("did you mean TWILIO_ACCOUNT_SID?"));
        messages.ShouldContain(message => message.Contains("QUEUE_WORKERS is not read"));
        child.Output.ShouldNotContain("2025550147");
    }

    [Fact]
    public async Task Probes_and_health_answer_and_health_names_the_version()
    {
        using var serving = new InProcess { Environment = { ["CALLQUEUE_NO_KEYS"] = "true" } };
        Task<ExitCode> serve = serving.StartAsync("serve", "--port", "0", "--data", _scene.Data);
        Uri url = await UrlAsync(serving, serve);
        using var http = new HttpClient { BaseAddress = url };
        (await http.GetAsync("/healthz/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await http.GetAsync("/healthz/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
        JsonNode.Parse(await http.GetStringAsync("/api/health"))!["version"]!.GetValue<string>().ShouldBe(ProductVersion.Text);

        using var health = new InProcess { Environment = { ["PORT"] = url.Port.ToString(System.Globalization.CultureInfo.InvariantCulture) } };
        (await health.StartAsync("health")).ShouldBe(ExitCode.Done);
        health.Out.ShouldContain("Healthy");

        serving.Interrupts.Terminate();
        (await serve).ShouldBe(ExitCode.Done);
        (await health.StartAsync("health")).ShouldBe(ExitCode.Unexpected);
    }

    [Theory]
    [InlineData("warning", false)]
    [InlineData("information", true)]
    public async Task The_level_and_the_format_are_settings(string level, bool says)
    {
        using var serving = new InProcess { Environment = { ["LOG_LEVEL"] = level, ["LOG_FORMAT"] = "text" } };
        Task<ExitCode> serve = serving.StartAsync("serve", "--port", "0", "--data", _scene.Data);
        await UrlAsync(serving, serve);
        serving.Interrupts.Terminate();
        (await serve).ShouldBe(ExitCode.Done);
        serving.Error.Contains(" info: [Worker] Worker started successfully", StringComparison.Ordinal).ShouldBe(says);
        serving.Error.ShouldNotContain("{\"timestamp\"");
    }

    [Fact]
    public async Task Dial_keeps_its_log_in_the_data_folder_and_shows_warnings_only()
    {
        using var dial = new InProcess { Environment = { ["QUEUE_WORKERS"] = "10" } };
        (await dial.StartAsync("dial", _scene.People(2), "--data", _scene.Data, "--speed", "100")).ShouldBe(ExitCode.Done, dial.Error);
        dial.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem().ShouldContain("QUEUE_WORKERS");
        string log = await File.ReadAllTextAsync(Path.Combine(_scene.Data, "callqueue.log"));
        log.ShouldContain("[Worker] Worker started successfully");
        log.ShouldContain("[BulkCall] Starting run");
        log.ShouldContain("QUEUE_WORKERS");
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex UrlPattern();

    private static Uri UrlIn(string output) => new(UrlPattern().Match(output).Value);

    private static async Task<Uri> UrlAsync(InProcess serving, Task serve)
    {
        while (!serve.IsCompleted)
        {
            if (UrlPattern().IsMatch(serving.Out)) return UrlIn(serving.Out);
            await Task.Yield();
        }

        throw new InvalidOperationException(serving.Error);
    }
}
