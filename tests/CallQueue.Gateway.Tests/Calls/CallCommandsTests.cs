using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Gateway.Tests.Fakes;

namespace CallQueue.Gateway.Tests.Calls;

public sealed class CallCommandsTests
{
    [Fact]
    public async Task Calls_are_listed_by_state_with_the_next_page()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Business().Lists[QueuePart.Delayed] =
            [.. Enumerable.Range(0, 3).Select(i => new ListedCall(QueuePart.Delayed, $"r-{i}", "r", i, Some.Now, new CallSpec { To = Some.Number, Run = "r" }))];

        (_, JsonObject body) = await app.GetAsync("/api/calls?state=scheduled&limit=2");

        body["calls"]!.AsArray().Select(c => $"{c!["call_id"]} {c["status"]} {c["phone_number"]}").ShouldBe(
            ["r-0 scheduled +12025550101", "r-1 scheduled +12025550101"]);
        body["total"]!.GetValue<int>().ShouldBe(3);
        body["next"]!.GetValue<string>().ShouldBe("/api/calls?state=scheduled&start=2&limit=2");
        (await app.GetAsync("/api/calls?state=scheduled&start=2")).Body.ContainsKey("next").ShouldBeFalse();
        (HttpStatusCode status, JsonObject problem) = await app.GetAsync("/api/calls?state=lost");
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        problem["errors"]![0]!["field"]!.GetValue<string>().ShouldBe("state");
    }

    [Fact]
    public async Task Active_calls_ring_or_talk_and_have_an_age()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Business().Lists[QueuePart.Live] = [.. new[] { "a", "b", "c" }.Select(name => new ListedCall(QueuePart.Live, name, null, null, Some.Now, null))];
        app.Actors.Call("a").Snapshot = Some.Call("a", CallStatus.Dialing);
        app.Actors.Call("b").Snapshot = Some.Call("b", CallStatus.Ringing, null, Some.Attempt() with { DialedAt = Some.Now.AddSeconds(-5) });
        app.Actors.Call("c").Snapshot = Some.Call(
            "c", CallStatus.InProgress, null, Some.Attempt() with { DialedAt = Some.Now.AddSeconds(-65), AnsweredAt = Some.Now.AddSeconds(-60) });

        (_, JsonObject body) = await app.GetAsync("/api/calls/active");

        body["count"]!.GetValue<int>().ShouldBe(2);
        body["calls"]![0]!.ToJsonString(Json.Readable).ShouldBe("""
            {"call_id":"b","run_id":null,"phone_number":"+12025550101","status":"ringing","call_sid":"CA1",
            "dialed_at":"2026-03-02T09:59:55+00:00","answered_at":null,"age_seconds":5,"talk_seconds":null}
            """.ReplaceLineEndings(""));
        body["calls"]![1]!["talk_seconds"]!.GetValue<double>().ShouldBe(60);
    }

    [Fact]
    public async Task A_waiting_call_of_a_run_is_shown_whole_by_its_own_address()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Run("r").Snapshot = new("r", CallQueue.Runs.RunStatus.Running, new() { Total = 1, Ready = 1 }, 1, null);
        app.Actors.Business().Lists[QueuePart.Ready] =
            [new ListedCall(QueuePart.Ready, "r-0", "r", 0, null, new CallSpec { To = Some.Number, Run = "r", Priority = Priority.Low })];

        (await app.GetAsync("/api/calls/r-0")).Body["priority"]!.GetValue<string>().ShouldBe("low");
        (await app.GetAsync("/api/calls/r-0/status")).Body["priority"]!.GetValue<string>().ShouldBe("low");
        (await app.GetAsync("/api/calls/r-1")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_golden_answer_of_why()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Business().Reasons = new CallReasons(
            CallStatus.Ready, null, [new CallHold(HoldKind.RunPaused, "its run is paused"), new CallHold(HoldKind.Window, "opens at 09:00", Some.Now.AddHours(1))], 12, Some.Now.AddHours(2));

        (_, JsonObject body) = await app.GetAsync("/api/calls/c1/why");

        body.ToJsonString(Json.Readable).ShouldBe("""
            {"call_id":"c1","status":"queued","held_by":[{"limit":"run_paused","detail":"its run is paused","until":null},
            {"limit":"window","detail":"opens at 09:00","until":"2026-03-02T11:00:00+00:00"}],"position":12,"expected_at":"2026-03-02T12:00:00+00:00","zones":[],"window_opens_at":null,"deadline":null}
            """.ReplaceLineEndings(""));
        app.Actors.Business().Reasons = null;
        (await app.GetAsync("/api/calls/c1/why")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_call_is_moved_to_another_priority()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Business().Verb = _ => new CallVerbAnswer(CallVerbResult.Done, CallStatus.Ready);

        (_, JsonObject body) = await app.PostAsync("/api/calls/c1/priority", """{"priority":"urgent"}""");

        body.ToJsonString(Json.Readable).ShouldBe("""{"call_id":"c1","status":"queued","changed":true,"priority":"urgent"}""");
        app.Actors.Business().Orders.ShouldBe([new MoveCall("c1", Priority.Urgent)]);
        (await app.PostAsync("/api/calls/c1/priority", "{}")).Body["errors"]![0]!["problem"]!.GetValue<string>().ShouldBe("is missing");
        (await app.PostAsync("/api/calls/c1/priority", """{"priority":"soon"}""")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task An_order_that_changes_nothing_says_so_and_a_refused_one_says_why()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Business().Verb = _ => new CallVerbAnswer(CallVerbResult.Unchanged, CallStatus.Ended, Outcome.Canceled);
        (_, JsonObject unchanged) = await app.PostAsync("/api/calls/c1/cancel", "{}");
        app.Actors.Business().Verb = _ => new CallVerbAnswer(CallVerbResult.Refused, CallStatus.Ringing);
        (HttpStatusCode status, JsonObject refused) = await app.PostAsync("/api/calls/c1/cancel", "{}");

        unchanged.ToJsonString(Json.Readable).ShouldBe("""{"call_id":"c1","status":"canceled","changed":false}""");
        status.ShouldBe(HttpStatusCode.Conflict);
        refused["type"]!.GetValue<string>().ShouldBe("/problems/wrong-state");
        refused["detail"]!.GetValue<string>().ShouldBe("the call is live (ringing); send hang_up_live=true to end it at the carrier");
    }

    [Theory]
    [InlineData("cancel")]
    [InlineData("retry")]
    [InlineData("priority")]
    public async Task An_id_that_can_be_no_call_is_not_found(string order)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (await app.PostAsync($"/api/calls/a%2Fb/{order}", "{}")).Status.ShouldBe(HttpStatusCode.NotFound);
        app.Actors.Business().Orders.ShouldBeEmpty();
    }
}
