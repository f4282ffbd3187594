using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Histories;
using CallQueue.Runs;

namespace CallQueue.Gateway.Tests.Histories;

public sealed class HistoryTests
{
    private static readonly HistoryBucket Bucket = new()
    {
        At = new DateTimeOffset(2026, 11, 30, 9, 10, 0, TimeSpan.Zero), Submitted = 100, Dialed = 30, Answered = 12, TalkSeconds = 540, Live = 3, Waiting = 70,
        Ended = new Dictionary<string, long> { ["completed"] = 12, ["no_answer"] = 8 }, Held = new Dictionary<string, double> { ["slots"] = 41.5, ["trunk pace"] = 2 },
    };

    [Fact]
    public async Task The_golden_answer_of_a_business()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Business("4").Histories[HistoryResolution.TenMinutes] = new HistorySeries(HistoryResolution.TenMinutes, [Bucket]);

        (HttpStatusCode status, JsonObject body) = await app.GetAsync("/api/history?business_id=4&resolution=ten_minutes");

        status.ShouldBe(HttpStatusCode.OK);
        body.ToJsonString().ShouldBe("""
            {"business_id":"4","resolution":"ten_minutes","span_seconds":600,"buckets":[{"at":"2026-11-30T09:10:00\u002B00:00","submitted":100,"dialed":30,"answered":12,
            "outcomes":{"completed":12,"busy":0,"no_answer":8,"failed":0,"canceled":0,"rejected":0,"expired":0,"blocked":0,"voicemail":0,"no_agent":0},"talk_seconds":540,"live":3,"waiting":70,
            "held_seconds":{"slots":41.5,"trunk pace":2}}]}
            """.ReplaceLineEndings(""));
    }

    [Fact]
    public async Task A_run_has_its_own_and_a_minute_is_the_usual_resolution()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Run("spring").History = new HistorySeries(HistoryResolution.Minute, []);

        (HttpStatusCode status, JsonObject body) = await app.GetAsync("/api/history?run_id=spring");

        status.ShouldBe(HttpStatusCode.OK);
        body.ToJsonString().ShouldBe("""{"business_id":"default","run_id":"spring","resolution":"minute","span_seconds":60,"buckets":[]}""");
    }

    [Theory]
    [InlineData("/api/history?run_id=nope")]
    [InlineData("/api/history?run_id=a%20b")]
    public async Task An_unknown_run_is_not_found(string address)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (await app.GetAsync(address)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/api/history?resolution=hour", "resolution")]
    [InlineData("/api/history?business_id=a%20b", "business_id")]
    public async Task A_wrong_query_is_named(string address, string named)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject body) = await app.GetAsync(address);
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        body["errors"]![0]!.ToString().ShouldContain(named);
    }
}
