using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using CallQueue.Commands;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CallQueue.Telemetry;

/// <summary>What leaves a server by OTLP.</summary>
public sealed partial class OtlpTests : IAsyncLifetime, IDisposable
{
    private readonly Scene _scene = new();
    private readonly ConcurrentQueue<(string Path, string Body)> _taken = new();
    private WebApplication? _collector;

    public async Task InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _collector = builder.Build();
        _collector.MapPost("/{**path}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            _taken.Enqueue((request.Path, Encoding.Latin1.GetString(body.ToArray())));
            return Results.Ok();
        });
        await _collector.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_collector is not null) await _collector.DisposeAsync();
    }

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Metrics_and_traces_are_sent_and_hold_no_number_and_no_id()
    {
        using var serving = new InProcess
        {
            Environment =
            {
                ["CALLQUEUE_NO_KEYS"] = "true", ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _collector!.Urls.First(), ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf", ["OTEL_SERVICE_NAME"] = "spring-queue",
            },
        };
        Task<ExitCode> serve = serving.StartAsync("serve", "--port", "0", "--data", _scene.Data, "--speed", "1000");
        while (!Url().IsMatch(serving.Out))
        {
            if (serve.IsCompleted) throw new InvalidOperationException(serving.Error);
            await Task.Yield();
        }
        using (var http = new HttpClient { BaseAddress = new Uri(Url().Match(serving.Out).Value) })
        {
            (await http.PostAsJsonAsync("/api/calls/queue", new { phone_number = "+12025550147", custom_call_id = "lead-12025550147", message = "Hello" })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
            while (!(await http.GetStringAsync("/api/calls/lead-12025550147/status")).Contains("\"completed\"", StringComparison.Ordinal) && !serve.IsCompleted) await Task.Yield();
        }

        serving.Interrupts.Terminate();
        (await serve).ShouldBe(ExitCode.Done, serving.Error);
        string traces = All("/v1/traces"), metrics = All("/v1/metrics");
        foreach (string span in (string[])["callqueue.dial", "callqueue.attempt", "callqueue.webhook", "POST /api/calls/queue", "spring-queue"]) traces.ShouldContain(span);
        metrics.ShouldContain("callqueue.calls.ended");
        (traces + metrics).ShouldNotContain("2025550147");
    }

    [Fact]
    public async Task Nothing_is_sent_that_was_not_asked_for()
    {
        using var serving = new InProcess
        {
            Environment = { ["CALLQUEUE_NO_KEYS"] = "true", ["OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"] = $"{_collector!.Urls.First()}/v1/metrics", ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf", ["OTEL_METRICS_EXPORTER"] = "none" },
        };
        Task<ExitCode> serve = serving.StartAsync("serve", "--port", "0", "--data", _scene.Data);
        while (!Url().IsMatch(serving.Out))
        {
            if (serve.IsCompleted) throw new InvalidOperationException(serving.Error);
            await Task.Yield();
        }
        serving.Interrupts.Terminate();
        (await serve).ShouldBe(ExitCode.Done, serving.Error);
        _taken.ShouldBeEmpty();
    }

    private string All(string path) => string.Concat(_taken.Where(one => one.Path == path).Select(one => one.Body));

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Url();
}
