using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Gateway.Tests.Fakes;

namespace CallQueue.Gateway.Tests.Jobs;

public sealed class ScheduleTests
{
    private const string Path = "/api/queue/schedule-call";
    private const string Delayed = "/api/queue/schedule-delayed-call";
    private const string Bulk = "/api/queue/schedule-bulk-calls";

    [Fact]
    public async Task The_golden_answer_of_a_scheduled_call()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();

        (HttpStatusCode status, JsonObject body) = await app.PostAsync(
            Path, """{"to":"+12025550101","message":"שלום","lead_id":"L-1","priority":"high","metadata":{"campaign":"spring","n":[1,2]}}""");

        status.ShouldBe(HttpStatusCode.OK);
        body.ToJsonString(Json.Readable).ShouldBe("""
            {"success":true,"message":"Call scheduled successfully","jobId":"1","status":"scheduled",
            "data":{"to":"+12025550101","message":"שלום","priority":"high","lead_id":"L-1","metadata":{"campaign":"spring","n":[1,2]}}}
            """.ReplaceLineEndings(""));
        SubmitCall submit = app.Actors.Business().Submitted.ShouldHaveSingleItem();
        submit.Name.ShouldBeNull();
        submit.Chosen.ShouldBeFalse();
        submit.Call.Priority.ShouldBe(Priority.High);
        submit.Call.Script!.Message.ShouldBe("שלום");
        submit.Call.Rules!.Retry.ShouldBeNull("the business decides");
    }

    [Fact]
    public async Task Jobs_are_numbered_per_business_and_a_priority_left_out_is_normal()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        await app.PostAsync(Path, """{"to":"+12025550101"}""");
        (_, JsonObject second) = await app.PostAsync(Path, """{"to":"+12025550102"}""");
        (_, JsonObject other) = await app.PostAsync(Path, """{"to":"+12025550103","business_id":"acme"}""");

        second["jobId"]!.GetValue<string>().ShouldBe("2");
        other["jobId"]!.GetValue<string>().ShouldBe("1");
        app.Actors.Business().Submitted.ShouldAllBe(submit => submit.Call.Priority == Priority.Normal);
    }

    [Fact]
    public async Task An_idempotency_key_makes_a_repetition_the_same_job()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (_, JsonObject first) = await app.PostAsync(Path, """{"to":"+12025550101"}""", ("Idempotency-Key", "k1"));
        (_, JsonObject second) = await app.PostAsync(Path, """{"to":"+12025550101"}""", ("Idempotency-Key", "k1"));

        second["jobId"]!.GetValue<string>().ShouldBe(first["jobId"]!.GetValue<string>());
        second["existing"]!.GetValue<bool>().ShouldBeTrue();
        app.Actors.Business().Submitted.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"to":"+12025550101","scheduleAt":"2026-03-02T10:00:10Z"}""", 10)]
    [InlineData("""{"to":"+12025550101","scheduleAt":"2026-03-02T12:00:10+02:00"}""", 10)]
    [InlineData("""{"to":"+12025550101","delayMs":5000}""", 5)]
    [InlineData("""{"to":"+12025550101","delayMs":3600000,"scheduleAt":null}""", 3600)]
    public async Task A_delayed_call_waits_for_its_time(string json, int seconds)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();

        (HttpStatusCode status, JsonObject body) = await app.PostAsync(Delayed, json);

        status.ShouldBe(HttpStatusCode.OK);
        app.Actors.Business().Submitted[0].Call.NotBefore.ShouldBe(Some.Now.AddSeconds(seconds));
        body["scheduledAt"]!.GetValue<DateTimeOffset>().ShouldBe(Some.Now.AddSeconds(seconds));
        (_, JsonObject job) = await app.GetAsync("/api/queue/job/1");
        job["state"]!.GetValue<string>().ShouldBe("delayed");
    }

    [Fact]
    public async Task A_time_that_has_passed_is_now_and_the_answer_says_so()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (_, JsonObject body) = await app.PostAsync(Delayed, """{"to":"+12025550101","scheduleAt":"2026-03-02T09:00:00Z"}""");
        (_, JsonObject zero) = await app.PostAsync(Delayed, """{"to":"+12025550102","delayMs":0}""");

        body["notes"]![0]!.GetValue<string>().ShouldBe("scheduleAt is in the past; the call is queued now");
        body["data"]!["scheduleAt"]!.GetValue<string>().ShouldBe("2026-03-02T09:00:00Z");
        zero.ContainsKey("notes").ShouldBeFalse();
        app.Actors.Business().Submitted.ShouldAllBe(submit => submit.Call.NotBefore == null);
    }

    [Theory]
    [InlineData(Path, """{}""", "to", "is missing")]
    [InlineData(Path, """{"to":"0501234567"}""", "to", "'******4567' has no country code; write it in E.164, such as +442079460100, or give its country (`country` beside it, or the setting `default_country`)")]
    [InlineData(Path, """{"to":12025550101}""", "to", "'*******0101' has no country code; write it in E.164, such as +442079460100, or give its country (`country` beside it, or the setting `default_country`)")]
    [InlineData(Path, """{"to":"+12025550101","priority":"asap"}""", "priority", "must be urgent, high, normal or low (or 0 to 3); got 'asap'")]
    [InlineData(Path, """{"to":"+12025550101","delayMs":-1}""", "delayMs", "must be a whole number from 0 to 316224000000; got -1")]
    [InlineData(Delayed, """{"to":"+12025550101"}""", "scheduleAt", "is missing; send scheduleAt or delayMs")]
    [InlineData(Delayed, """{"to":"+12025550101","scheduleAt":"2026-04-02T10:00:10Z","delayMs":5}""", "delayMs", "conflicts with scheduleAt; send only one of them")]
    [InlineData(Delayed, """{"to":"+12025550101","scheduleAt":"tomorrow"}""", "scheduleAt", "must be an ISO 8601 time such as 2026-01-31T09:00:00Z; got 'tomorrow'")]
    [InlineData(Delayed, """{"to":"+12025550101","delayMs":"5000"}""", "delayMs", "must be a whole number from 0 to 316224000000; got '5000'")]
    [InlineData(Bulk, """{"calls":[]}""", "calls", "must hold at least one call")]
    public async Task A_wrong_field_is_400_and_named(string path, string json, string field, string problem)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();

        (HttpStatusCode status, JsonObject body) = await app.PostAsync(path, json);

        status.ShouldBe(HttpStatusCode.BadRequest);
        body["status"]!.GetValue<int>().ShouldBe(400);
        body["type"]!.GetValue<string>().ShouldBe("/problems/invalid-field");
        body["errors"]!.AsArray().ShouldHaveSingleItem()!["field"]!.GetValue<string>().ShouldBe(field);
        body["errors"]![0]!["problem"]!.GetValue<string>().ShouldBe(problem);
        app.Actors.Business().Submitted.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_golden_answer_of_a_bulk_and_its_jobs_exist()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();

        (HttpStatusCode status, JsonObject body) = await app.PostAsync(
            Bulk, """{"batch_id":"b","calls":[{"to":"+12025550101","message":"a","lead_id":1,"priority":"high"},{"to":"+12025550102","delayMs":60000}]}""");

        status.ShouldBe(HttpStatusCode.OK);
        body.ToJsonString(Json.Readable).ShouldBe("""{"success":true,"message":"2 calls scheduled successfully","count":2,"runId":"b","jobIds":["b-0","b-1"]}""");
        EnqueueCalls part = app.Actors.Business().Parts.ShouldHaveSingleItem();
        part.Template.Rules.Retry.ShouldBeNull();
        part.Calls[0].Data.ShouldBe("""{"priority":"high","lead_id":1}""");
        part.Calls[1].NotBefore.ShouldBe(Some.Now.AddMinutes(1));
        (await app.GetAsync("/api/queue/job/b-1")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Ten_thousand_calls_are_taken_in_one_post_and_wrong_ones_are_reported_by_index()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        IEnumerable<string> calls = Enumerable.Range(0, 10_000).Select(i => $$"""{"to":"+1202{{5_550_000 + i}}"}""");

        (HttpStatusCode status, JsonObject body) = await app.PostAsync(Bulk, $$"""{"calls":[{{string.Join(',', calls)}}]}""");
        (HttpStatusCode wrong, JsonObject problem) = await app.PostAsync(
            Bulk, """{"calls":[{"to":"+12025550101"},{"to":"x"},{"to":"+12025550103","priority":"x"}]}""");

        status.ShouldBe(HttpStatusCode.OK);
        body["count"]!.GetValue<int>().ShouldBe(10_000);
        body["jobIds"]!.AsArray().Count.ShouldBe(10_000);
        wrong.ShouldBe(HttpStatusCode.BadRequest);
        problem["errors"]!.AsArray().Select(e => $"{e!["index"]}:{e["field"]}").ShouldBe(["1:to", "2:priority"]);
        app.Actors.Business().Parts.Sum(p => p.Calls.Count).ShouldBe(10_000);
    }
}
