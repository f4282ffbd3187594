using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace CallQueue.Gateway.Tests.Requests;

/// <summary>The bad input that everybody sends sooner or later, at every endpoint that takes it.</summary>
public sealed class BadRequestsTests
{
    private static readonly string[] Posts =
    [
        "/api/calls/queue", "/api/calls/bulk-queue", "/api/calls/c1/cancel", "/api/calls/c1/retry", "/api/calls/c1/priority",
        "/api/queue/schedule-call", "/api/queue/schedule-delayed-call", "/api/queue/schedule-bulk-calls", "/api/queue/job/1/retry",
        "/api/queue/clean", "/api/queue/pause", "/api/queue/resume", "/api/outbound/stop-queue", "/api/runs/r/stop", "/api/runs/r/pause",
        "/api/businesses/acme",
    ];

    private static readonly string[] Gets =
    [
        "/api/calls/{0}", "/api/calls/{0}/status", "/api/calls/{0}/why", "/api/queue/job/{0}", "/api/runs/{0}", "/api/runs/{0}/results",
        "/api/runs/{0}/events", "/api/outbound/jobs/{0}", "/api/businesses/{0}", "/api/businesses/{0}/events",
    ];

    public static TheoryData<string, string> Broken => new()
    {
        { "a broken object", "{\"a\":" },
        { "a trailing comma", "{\"a\":1,}" },
        { "a list", "[1,2]" },
        { "a text", "\"x\"" },
        { "null", "null" },
        { "two documents", "{} {}" },
        { "a field twice", "{\"a\":1,\"a\":2}" },
        { "a lone surrogate as a name", "{\"\\udc00\":1}" },
        { "deep nesting", $"{{\"a\":{new string('[', 5000)}{new string(']', 5000)}}}" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task What_is_no_JSON_object_is_400_everywhere(string what, string body)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        foreach (string path in Posts)
        {
            (HttpStatusCode status, JsonObject problem) = await app.SendAsync(MethodOf(path), path, body);
            status.ShouldBe(HttpStatusCode.BadRequest, $"{path} with {what}");
            problem["type"]!.GetValue<string>().ShouldBe("/problems/malformed-json", $"{path} with {what}");
        }

        app.Actors.Told.ShouldBe(0);
    }

    [Fact]
    public async Task Ten_megabytes_for_one_thing_are_413_everywhere_for_who_sends_them_to_the_end()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        string body = $$"""{"message":"{{new string('x', 10_000_000)}}"}""";
        foreach (string path in Posts.Where(path => !path.Contains("bulk", StringComparison.Ordinal)))
        {
            (HttpStatusCode status, JsonObject problem) = await app.SendAsync(MethodOf(path), path, body);
            status.ShouldBe(HttpStatusCode.RequestEntityTooLarge, path);
            problem["type"]!.GetValue<string>().ShouldBe("/problems/too-large", path);
        }

        app.Actors.Told.ShouldBe(0);
    }

    [Fact]
    public async Task Another_content_type_is_415_with_a_problem_everywhere()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        foreach (string path in Posts)
        {
            using var content = new StringContent("a=1", Encoding.UTF8, "application/x-www-form-urlencoded");
            using var request = new HttpRequestMessage(MethodOf(path), path) { Content = content };
            using HttpResponseMessage response = await app.Client.SendAsync(request);
            response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType, path);
            response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", path);
        }
    }

    [Theory]
    [InlineData("a%2Fb")]
    [InlineData("%2F")]
    [InlineData("c1%2Fstatus")]
    [InlineData("..%2F..%2Fhealth")]
    [InlineData("a%7Eb")]
    [InlineData("%00")]
    [InlineData("%F0%9F%98%80")]
    [InlineData("%E2%80%8F")]
    public async Task An_odd_id_is_404_and_never_anothers_answer(string id)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        foreach (string path in Gets)
        {
            using HttpResponseMessage response = await app.Client.GetAsync(string.Format(null, path, id));
            response.StatusCode.ShouldBeOneOf(id == "%00" ? [HttpStatusCode.NotFound, HttpStatusCode.BadRequest] : [HttpStatusCode.NotFound]);
        }

        app.Actors.Told.ShouldBe(0);
    }

    [Fact]
    public async Task Emoji_and_text_from_right_to_left_come_back_as_they_were()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        const string Text = "שלום \u200f👩‍👩‍👧 مرحبا e\u0301";
        await app.PostAsync("/api/queue/schedule-call", new JsonObject { ["to"] = "+12025550101", ["message"] = Text, ["הערה"] = Text }.ToJsonString());

        JsonNode data = (await app.GetAsync("/api/queue/job/1")).Body["data"]!;
        data["message"]!.GetValue<string>().ShouldBe(Text);
        data["הערה"]!.GetValue<string>().ShouldBe(Text);
    }

    [Fact]
    public async Task A_hundred_thousand_and_one_calls_are_refused_whole()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        string calls = string.Join(',', Enumerable.Repeat("""{"to":"+12025550101"}""", 100_001));
        (HttpStatusCode status, JsonObject body) = await app.PostAsync("/api/queue/schedule-bulk-calls", $$"""{"calls":[{{calls}}]}""");
        status.ShouldBe(HttpStatusCode.BadRequest);
        body["detail"]!.GetValue<string>().ShouldBe("calls holds 100001 calls; at most 100000 are allowed in one request, so send several");
        app.Actors.Told.ShouldBe(0);
    }

    [Fact]
    public async Task A_body_that_is_cut_off_changes_nothing()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        foreach (string path in (string[])["/api/queue/schedule-call", "/api/queue/schedule-bulk-calls"])
        {
            string answer = await app.SendRawAndCloseAsync(
                $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{app.Client.BaseAddress!.Port}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{\"calls\":[{{\"to\":\"+12025550101\"}},{{\"to\":");
            answer.ShouldNotContain("HTTP/1.1 2");
        }

        app.Actors.Told.ShouldBe(0);
    }

    private static HttpMethod MethodOf(string path) => path == "/api/businesses/acme" ? HttpMethod.Put : HttpMethod.Post;
}
