using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Businesses;
using CallQueue.Runs;

namespace CallQueue.Gateway.Tests.Runs;

public sealed class RunsTests
{
    private static readonly CallCounts Counts = new()
    {
        Total = 30, Ready = 4, Delayed = 3, Live = 2, Completed = 6, Busy = 1, NoAnswer = 2, Failed = 2, Canceled = 5, Rejected = 5,
    };

    [Fact]
    public async Task The_golden_answer_of_a_run()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Run("111").Snapshot = new RunSnapshot("111", RunStatus.Running, Counts, 1, """{"owner":"ann"}""");
        app.Actors.Business().Settings = new BusinessSettings { Slots = 5 };

        (HttpStatusCode status, JsonObject body) = await app.GetAsync("/api/runs/111");

        status.ShouldBe(HttpStatusCode.OK);
        body.ToJsonString().ShouldBe("""
            {"run_id":"111","batch_id":"111","business_id":"default","status":"running","concurrency":5,
            "total":30,"queued":4,"delayed":3,"active":2,"completed_count":6,"failed_count":15,"cancelled_count":5,
            "outcomes":{"completed":6,"busy":1,"no_answer":2,"failed":2,"canceled":5,"rejected":5,"expired":0,"blocked":0,"voicemail":0,"no_agent":0},"progress":70,"data":{"owner":"ann"}}
            """.ReplaceLineEndings(""));
    }

    [Fact]
    public async Task The_counters_add_up_and_failed_includes_cancelled()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        var counts = new CallCounts { Total = 7, Failed = 2, Canceled = 5 };
        app.Actors.Run("r").Snapshot = new RunSnapshot("r", RunStatus.Stopped, counts, 1, null);

        (_, JsonObject body) = await app.GetAsync("/api/runs/r");

        body["failed_count"]!.GetValue<int>().ShouldBe(7);
        body["cancelled_count"]!.GetValue<int>().ShouldBe(5);
        body["progress"]!.GetValue<int>().ShouldBe(100);
    }

    [Fact]
    public async Task An_unknown_run_is_not_found()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (await app.GetAsync("/api/runs/nope")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await app.PostAsync("/api/outbound/stop-queue", """{"run_id":"nope"}""")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_stop_says_what_it_did()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Business("4").StopAnswer = new StopAnswer(true, 5, 3);

        (HttpStatusCode status, JsonObject body) = await app.PostAsync("/api/outbound/stop-queue", """{"run_id":111,"business_id":4,"hang_up_live":true}""");

        status.ShouldBe(HttpStatusCode.OK);
        body.ToJsonString().ShouldBe("""{"success":true,"run_id":"111","status":"stopped","cancelled_count":5,"active":3}""");
        app.Actors.Business("4").Stops.ShouldHaveSingleItem().ShouldBe(new StopRun("111", true));
    }

    [Fact]
    public async Task A_stop_after_the_end_does_not_claim_to_have_stopped_anything()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Business().StopAnswer = new StopAnswer(true, 0, 0);
        app.Actors.Run("r").Snapshot = new RunSnapshot("r", RunStatus.Completed, Counts, 1, null);

        (HttpStatusCode status, JsonObject body) = await app.PostAsync("/api/outbound/stop-queue", """{"run_id":"r"}""");

        status.ShouldBe(HttpStatusCode.OK);
        body["status"]!.GetValue<string>().ShouldBe("completed");
        body["success"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{}""", "run_id")]
    [InlineData("""{"run_id":null}""", "run_id")]
    [InlineData("""{"run_id":"a/b"}""", "run_id")]
    [InlineData("""{"run_id":"r","hang_up_live":"yes"}""", "hang_up_live")]
    public async Task A_stop_names_its_wrong_field(string json, string field)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject body) = await app.PostAsync("/api/outbound/stop-queue", json);
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        body["errors"]!.AsArray().ShouldHaveSingleItem()!["field"]!.GetValue<string>().ShouldBe(field);
        app.Actors.Told.ShouldBe(0);
    }
}
