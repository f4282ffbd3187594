using System.Diagnostics;
using System.Text.Json.Nodes;
using CallQueue.Access;
using CallQueue.Carriers;

namespace CallQueue.Gateway.Tests.EndToEnd;

/// <summary>What people and scripts of the existing systems type, unmodified but for the address, over Core's own actors [S1, S2, S3, S4].</summary>
public sealed class CurlTests
{
    private const string Secret = "an internal secret that is long enough";

    private static readonly string[][] Lines =
    [
        ["schedule-call", """-X POST {url}/api/queue/schedule-call -H Content-Type:application/json -d {"to":"+12025550101","message":"Hello","lead_id":"lead-1","priority":"high","metadata":{"campaign":"spring"}}"""],
        ["delayed at a time", """-X POST {url}/api/queue/schedule-delayed-call -H Content-Type:application/json -d {"to":"+12025550102","message":"Later","scheduleAt":"2026-03-02T12:00:00Z","priority":"normal"}"""],
        ["delayed by milliseconds", """-X POST {url}/api/queue/schedule-delayed-call -H Content-Type:application/json -d {"to":"+12025550103","message":"Later","delayMs":3600000}"""],
        ["bulk", """-X POST {url}/api/queue/schedule-bulk-calls -H Content-Type:application/json -d {"calls":[{"to":"+12025550104","message":"a","lead_id":"1","priority":"high"},{"to":"+12025550105","message":"b","lead_id":"2"}]}"""],
        ["job", "{url}/api/queue/job/1"],
        ["stats", "{url}/api/queue/stats"],
        ["waiting", "{url}/api/queue/waiting?start=0&end=10"],
        ["active", "{url}/api/queue/active?start=0&end=10"],
        ["failed", "{url}/api/queue/failed?start=0&end=10"],
        ["clean", """-X POST {url}/api/queue/clean -H Content-Type:application/json -d {"grace":3600000,"limit":1000}"""],
        ["pause", "-X POST {url}/api/queue/pause"],
        ["resume", "-X POST {url}/api/queue/resume"],
        ["status", "{url}/api/queue/status"],
        ["trigger", "-X POST {url}/api/queue/trigger"],
        ["admin", "{url}/api/admin/queues"],
        ["queue", """-X POST {url}/api/calls/queue -H Content-Type:application/json -d {"phone_number":"+12025550106","campaign_id":"c7","call_config":{"voice":"alice","max_duration":1800,"recording_enabled":true,"flow_name":"sales","answer_url":"https://example.com/answer","variables":{"name":"Ann","age":41}},"custom_call_id":"mine","priority":"normal","max_retries":3}"""],
        ["bulk-queue", """-X POST {url}/api/calls/bulk-queue -H Content-Type:application/json -d {"batch_id":"campaign-7","calls":[{"phone_number":"+12025550107"}]}"""],
        ["call status", "{url}/api/calls/mine/status"],
        ["active calls", "{url}/api/calls/active"],
        ["health", "{url}/api/health"],
        ["jobs health", "{url}/api/jobs/health"],
        ["message", """-X POST {url}/webhook/whatsapp/incoming -H Content-Type:application/json -H X-Internal-Secret:{secret} -d {"tenantId":"1","payload":{"messages":[{"key":{"id":"test123"}}]}}"""],
        ["stop-queue", """-X POST {url}/api/outbound/stop-queue -H Content-Type:application/json -d {"run_id":"campaign-7"}"""],
    ];

    [Fact]
    public async Task Every_line_is_answered_with_success()
    {
        await using var world = await World.StartAsync(access: new AccessOptions { IsKeyless = true, RequestsPerSecond = 1000, InternalSecret = Secret });
        string url = world.App.Client.BaseAddress!.ToString().TrimEnd('/');

        foreach (string[] line in Lines)
        {
            string text = await RunAsync(Arguments(line[1], url));
            JsonObject body = (JsonNode.Parse(text) as JsonObject).ShouldNotBeNull($"{line[0]}: {text}");
            body.ContainsKey("type").ShouldBeFalse($"{line[0]} is no problem: {text}");
            if (body["success"] is { } success) success.GetValue<bool>().ShouldBeTrue(text);
        }
    }

    [Fact]
    public async Task A_lead_is_followed_up_at_its_time_with_high_priority() // [S1.38]
    {
        await using var world = await World.StartAsync();
        string url = world.App.Client.BaseAddress!.ToString().TrimEnd('/');
        DateTimeOffset at = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(1);
        string line = $$"""-X POST {url}/api/queue/schedule-delayed-call -H Content-Type:application/json -d {"to":"+12025550108","message":"Hi Ann, following up on your enquiry.","lead_id":"lead-8","scheduleAt":"{{at.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}}","priority":"high"}""";
        JsonObject scheduled = JsonNode.Parse(await RunAsync(Arguments(line, url)))!.AsObject();
        (scheduled["success"]!.GetValue<bool>(), scheduled["message"]!.GetValue<string>(), scheduled["status"]!.GetValue<string>())
            .ShouldBe((true, "Call scheduled successfully", "scheduled"));

        JsonObject job = JsonNode.Parse(await RunAsync([$"{url}/api/queue/job/{scheduled["jobId"]!.GetValue<string>()}"]))!.AsObject();
        (job["state"]!.GetValue<string>(), job["data"]!["priority"]!.GetValue<string>(), job["data"]!["lead_id"]!.GetValue<string>())
            .ShouldBe(("delayed", "high", "lead-8"));
        DialRequest dial = await world.Carrier.NextDialAsync();
        TimeProvider.System.GetUtcNow().ShouldBeGreaterThanOrEqualTo(at);
        (dial.To.Value, dial.Script.Message).ShouldBe(("+12025550108", "Hi Ann, following up on your enquiry."));
    }

    // Words are apart by blanks; a body is the rest of the line.
    private static List<string> Arguments(string line, string url)
    {
        int body = line.IndexOf(" -d ", StringComparison.Ordinal);
        string words = body < 0 ? line : line[..body];
        var arguments = words.Split(' ').Select(word => word.Replace("{url}", url, StringComparison.Ordinal)
            .Replace("{secret}", Secret.Replace(' ', '\u0001'), StringComparison.Ordinal).Replace('\u0001', ' ')).ToList();
        if (body >= 0) arguments.AddRange(["-d", line[(body + 4)..]]);
        return arguments;
    }

    /// <summary>By curl itself where there is one, else the same bytes by our own client.</summary>
    private static async Task<string> RunAsync(List<string> arguments)
    {
        var start = new ProcessStartInfo("curl") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (string argument in (string[])["-s", "--noproxy", "*", .. arguments]) start.ArgumentList.Add(argument);
        try
        {
            using Process curl = Process.Start(start)!;
            return await curl.StandardOutput.ReadToEndAsync();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return await SendAsync(arguments);
        }
    }

    private static async Task<string> SendAsync(List<string> arguments)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(
            arguments.Contains("-X") ? HttpMethod.Post : HttpMethod.Get, arguments.Find(a => a.StartsWith("http", StringComparison.Ordinal)));
        if (arguments.IndexOf("-d") is >= 0 and var at) request.Content = new StringContent(arguments[at + 1], null, "application/json");
        foreach (string header in arguments.Where(a => a.StartsWith("X-", StringComparison.Ordinal))) request.Headers.Add(header.Split(':')[0], header.Split(':')[1]);
        using HttpResponseMessage response = await client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}
