using System.Net;
using System.Text.Json.Nodes;

namespace CallQueue.Gateway.Tests.Jobs;

public sealed class RecurringCallTests
{
    private const string Path = "/api/queue/schedule-recurring-call";
    private const string Daily = """{"to":"+12025550101","message":"Hello","cronExpression":"0 9 * * *","priority":"high","custom_call_id":"daily"}""";

    [Fact]
    public async Task The_golden_answers_of_a_recurring_job() // [S1.15]
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject body) = await app.PostAsync(Path, Daily);
        status.ShouldBe(HttpStatusCode.OK);
        body.ToJsonString(Json.Readable).ShouldBe("""
            {"success":true,"message":"Recurring call scheduled successfully","jobId":"daily","status":"scheduled",
            "data":{"to":"+12025550101","message":"Hello","custom_call_id":"daily","priority":"high","cronExpression":"0 9 * * *"},"scheduledAt":"2026-03-03T09:00:00+00:00"}
            """.ReplaceLineEndings(""));
        (await app.GetAsync("/api/queue/job/daily")).Body.ToJsonString(Json.Readable).ShouldBe("""
            {"success":true,"jobId":"daily","state":"delayed","progress":0,
            "data":{"to":"+12025550101","message":"Hello","custom_call_id":"daily","priority":"high","cronExpression":"0 9 * * *"},
            "attemptsMade":0,"failedReason":null,"scheduledAt":"2026-03-03T09:00:00+00:00"}
            """.ReplaceLineEndings(""));
        (await app.GetAsync("/api/queue/status")).Body["queue"]!["crons"]!.ToJsonString(Json.Readable).ShouldBe("""[{"name":"daily","cron":"0 9 * * *","next":1772528400000}]"""); // [S2.20]
    }

    [Fact]
    public async Task It_is_cancelled_as_any_job_is()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        await app.PostAsync(Path, Daily);
        (await app.Client.DeleteAsync("/api/queue/job/daily")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.GetAsync("/api/queue/job/daily")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await app.Client.DeleteAsync("/api/queue/job/daily")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await app.GetAsync("/api/queue/status")).Body["queue"]!["crons"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_idempotency_key_makes_a_repetition_the_same_job() // [S4.5]
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        string json = """{"to":"+12025550101","cronExpression":"*/30 * * * *","timezone":"Asia/Kathmandu"}""";
        (_, JsonObject first) = await app.PostAsync(Path, json, ("Idempotency-Key", "k"));
        (_, JsonObject second) = await app.PostAsync(Path, json, ("Idempotency-Key", "k"));
        second["jobId"]!.GetValue<string>().ShouldBe(first["jobId"]!.GetValue<string>());
        second["existing"]!.GetValue<bool>().ShouldBeTrue();
        first["scheduledAt"]!.GetValue<string>().ShouldBe("2026-03-02T10:15:00+00:00");
        (await app.PostAsync(Path, json)).Body["jobId"]!.GetValue<string>().ShouldNotBe(first["jobId"]!.GetValue<string>());
    }

    [Theory] // body → the field that is named
    [InlineData("""{"to":"+12025550101"}""", "cronExpression")]
    [InlineData("""{"to":"+12025550101","cronExpression":7}""", "cronExpression")]
    [InlineData("""{"to":"+12025550101","cronExpression":"0 0 31 2 *"}""", "cronExpression")]
    [InlineData("""{"to":"+12025550101","cronExpression":"0 9 * * *","timezone":"Nowhere"}""", "timezone")]
    [InlineData("""{"to":"+12025550101","cronExpression":"0 9 * * *","delayMs":5}""", "delayMs")]
    [InlineData("""{"cronExpression":"0 9 * * *"}""", "to")]
    public async Task What_is_wrong_is_named(string json, string field)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject problem) = await app.PostAsync(Path, json);
        status.ShouldBe(HttpStatusCode.BadRequest);
        problem["errors"]![0]!["field"]!.GetValue<string>().ShouldBe(field);
    }
}
