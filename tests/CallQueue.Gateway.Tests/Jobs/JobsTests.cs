using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Gateway.Tests.Fakes;

namespace CallQueue.Gateway.Tests.Jobs;

public sealed class JobsTests
{
    [Theory]
    [InlineData(CallStatus.Ready, null, "waiting", 0, null)]
    [InlineData(CallStatus.Delayed, null, "delayed", 0, null)]
    [InlineData(CallStatus.Ringing, null, "active", 50, null)]
    [InlineData(CallStatus.Ended, Outcome.Completed, "completed", 100, null)]
    [InlineData(CallStatus.Ended, Outcome.NoAnswer, "failed", 100, "no_answer")]
    public async Task The_golden_answer_of_a_job_in_each_state(CallStatus status, Outcome? outcome, string state, int progress, string? reason)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Call("7").Snapshot = new CallSnapshot(
            new CallId(BusinessId.Default, "7"),
            new CallSpec { To = Some.Number, Script = new CallScript { Message = "Hello" }, Data = """{"lead_id":2502,"metadata":{"a":1}}""" },
            status, outcome, null, null, 3, []);

        (HttpStatusCode code, JsonObject body) = await app.GetAsync("/api/queue/job/7");

        code.ShouldBe(HttpStatusCode.OK);
        string failed = reason is null ? "null" : $"\"{reason}\"";
        body.ToJsonString(Json.Readable).ShouldBe($$"""
            {"success":true,"jobId":"7","state":"{{state}}","progress":{{progress}},
            "data":{"to":"+12025550101","message":"Hello","lead_id":2502,"metadata":{"a":1},"priority":"normal"},
            "attemptsMade":3,"failedReason":{{failed}}}
            """.ReplaceLineEndings(""));
    }

    [Theory]
    [InlineData("8")]
    [InlineData("a%2Fb")]
    [InlineData("..%2Fstats")]
    [InlineData("7%2Fretry")]
    public async Task What_is_no_job_is_not_found(string id)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Call("7").Snapshot = Some.Call("7");
        (await app.GetAsync($"/api/queue/job/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_waiting_job_of_a_bulk_shows_what_was_sent()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Run("b").Snapshot = new("b", CallQueue.Runs.RunStatus.Running, new() { Total = 2, Ready = 1, Delayed = 1 }, 1, null);
        app.Actors.Business().Lists[QueuePart.Delayed] =
            [new ListedCall(QueuePart.Delayed, "b-1", "b", 1, Some.Now.AddMinutes(1), new CallSpec { To = Some.Number, Run = "b", Data = """{"lead_id":1}""" })];

        (_, JsonObject body) = await app.GetAsync("/api/queue/job/b-1");

        body["state"]!.GetValue<string>().ShouldBe("delayed");
        body["data"]!.ToJsonString(Json.Readable).ShouldBe("""{"to":"+12025550101","lead_id":1,"priority":"normal"}""");
    }

    [Theory]
    [InlineData("", 0, 11)]
    [InlineData("?start=0&end=10", 0, 11)]
    [InlineData("?start=5&end=5", 5, 1)]
    [InlineData("?start=2&limit=3", 2, 3)]
    [InlineData("?start=0&end=10&limit=4", 0, 4)]
    [InlineData("?start=20", 20, 5)]
    [InlineData("?start=25&end=30", 25, 0)]
    [InlineData("?start=999999999&limit=10", 999_999_999, 0)]
    public async Task Lists_page_with_an_included_end(string query, long start, int expected)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Business().Lists[QueuePart.Ready] = [.. Enumerable.Range(0, 25).Select(Listed)];

        (HttpStatusCode status, JsonObject body) = await app.GetAsync($"/api/queue/waiting{query}");

        status.ShouldBe(HttpStatusCode.OK);
        body["jobs"]!.AsArray().Select(j => j!["jobId"]!.GetValue<string>()).ShouldBe(Enumerable.Range((int)Math.Min(start, 1000), expected).Select(i => $"b-{i}"));
        body["total"]!.GetValue<long>().ShouldBe(25);
        body["start"]!.GetValue<long>().ShouldBe(start);
    }

    [Theory]
    [InlineData("?start=-1", "start")]
    [InlineData("?start=x", "start")]
    [InlineData("?start=1e3", "start")]
    [InlineData("?start=5&end=4", "end")]
    [InlineData("?start=0&end=-1", "end")]
    [InlineData("?end=1000", "end")]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=1001", "limit")]
    [InlineData("?start=99999999999999999999", "start")]
    public async Task Wrong_paging_is_400_and_named(string query, string field)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        foreach (string list in new[] { "waiting", "delayed", "active", "completed", "failed" })
        {
            (HttpStatusCode status, JsonObject body) = await app.GetAsync($"/api/queue/{list}{query}");
            status.ShouldBe(HttpStatusCode.BadRequest);
            body["errors"]!.AsArray().ShouldHaveSingleItem()!["field"]!.GetValue<string>().ShouldBe(field);
        }
    }

    [Fact]
    public async Task A_listed_job_shows_what_its_record_knows()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Business().Lists[QueuePart.Failed] = [new ListedCall(QueuePart.Failed, "9", null, null, Some.Now, null)];
        app.Actors.Call("9").Snapshot = Some.Call("9", CallStatus.Ended, Outcome.Busy, Some.Attempt());

        (_, JsonObject body) = await app.GetAsync("/api/queue/failed");

        body["jobs"]![0]!["failedReason"]!.GetValue<string>().ShouldBe("busy");
        body["jobs"]![0]!["data"]!["message"]!.GetValue<string>().ShouldBe("Hello");
    }

    [Theory]
    [InlineData(CallVerbResult.Done, CallStatus.Ended, Outcome.Canceled, HttpStatusCode.OK)]
    [InlineData(CallVerbResult.Unchanged, CallStatus.Ended, Outcome.Canceled, HttpStatusCode.OK)]
    [InlineData(CallVerbResult.Refused, CallStatus.InProgress, null, HttpStatusCode.Conflict)]
    [InlineData(CallVerbResult.Refused, CallStatus.Ended, Outcome.Completed, HttpStatusCode.Conflict)]
    [InlineData(CallVerbResult.NotFound, null, null, HttpStatusCode.NotFound)]
    public async Task A_delete_cancels_or_says_why_not(CallVerbResult result, CallStatus? status, Outcome? outcome, HttpStatusCode expected)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Business().Verb = _ => new CallVerbAnswer(result, status, outcome);

        using HttpResponseMessage response = await app.Client.DeleteAsync("/api/queue/job/7");

        response.StatusCode.ShouldBe(expected);
        app.Actors.Business().Orders.ShouldBe([new CancelCall("7")]);
        if (result == CallVerbResult.Done)
            (await response.Content.ReadAsStringAsync()).ShouldBe("""{"success":true,"message":"Job canceled successfully","jobId":"7","state":"failed"}""");
    }

    [Fact]
    public async Task A_live_job_is_hung_up_when_asked_by_query_or_body()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Business().Verb = _ => new CallVerbAnswer(CallVerbResult.Done, CallStatus.Ended, Outcome.Canceled);

        (await app.Client.DeleteAsync("/api/queue/job/7?hang_up_live=true")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.PostAsync("/api/calls/8/cancel", """{"hang_up_live":true}""")).Status.ShouldBe(HttpStatusCode.OK);

        app.Actors.Business().Orders.ShouldBe([new CancelCall("7", true), new CancelCall("8", true)]);
    }

    [Theory]
    [InlineData(CallVerbResult.Done, CallStatus.Ready, null, HttpStatusCode.OK)]
    [InlineData(CallVerbResult.Refused, CallStatus.Ended, Outcome.Completed, HttpStatusCode.Conflict)]
    [InlineData(CallVerbResult.NotFound, null, null, HttpStatusCode.NotFound)]
    public async Task A_failed_job_is_retried(CallVerbResult result, CallStatus? status, Outcome? outcome, HttpStatusCode expected)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Business().Verb = _ => new CallVerbAnswer(result, status, outcome);

        (HttpStatusCode code, JsonObject body) = await app.PostAsync("/api/queue/job/7/retry", "{}");

        code.ShouldBe(expected);
        if (result == CallVerbResult.Done) body.ToJsonString(Json.Readable).ShouldBe("""{"success":true,"message":"Job queued for retry","jobId":"7","state":"waiting"}""");
        if (result == CallVerbResult.Refused) body["detail"]!.GetValue<string>().ShouldBe("only a failed call can be retried; this call is completed");
    }

    [Fact]
    public async Task A_clean_forgets_as_many_as_asked_and_no_younger_ones()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Business().Cleanable = 2500;

        (_, JsonObject first) = await app.PostAsync("/api/queue/clean", """{"grace":3600000,"limit":1000}""");
        (_, JsonObject rest) = await app.PostAsync("/api/queue/clean", """{"grace":3600000,"limit":5000}""");

        first.ToJsonString(Json.Readable).ShouldBe("""{"success":true,"message":"1000 jobs cleaned","cleaned":1000}""");
        rest["cleaned"]!.GetValue<int>().ShouldBe(1500);
        app.Actors.Business().Orders[0].ShouldBe(new CleanEnded(Some.Now.AddHours(-1), 1000));
        (await app.PostAsync("/api/queue/clean", """{"grace":-1}""")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await app.PostAsync("/api/queue/clean", """{"limit":0}""")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_queue_is_paused_and_resumed_without_a_body_too()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Business().Counts = new() { Total = 9, Ready = 4, Delayed = 2, Live = 3 };

        using HttpResponseMessage paused = await app.Client.PostAsync("/api/queue/pause", null);
        (await paused.Content.ReadAsStringAsync()).ShouldBe("""{"success":true,"message":"Queue paused successfully","paused":true,"waiting":6,"active":3}""");
        app.Actors.Business().Paused.ShouldBeTrue();

        (HttpStatusCode status, JsonObject resumed) = await app.PostAsync("/api/queue/resume", "{}");
        status.ShouldBe(HttpStatusCode.OK);
        resumed["paused"]!.GetValue<bool>().ShouldBeFalse();
        app.Actors.Business().Paused.ShouldBeFalse();
    }

    private static ListedCall Listed(int i) => new(QueuePart.Ready, $"b-{i}", "b", i, null, new CallSpec { To = Some.Number });
}
