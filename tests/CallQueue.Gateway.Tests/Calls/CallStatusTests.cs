using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Calls;
using CallQueue.Carriers;
using CallQueue.Gateway.Tests.Fakes;
using CallQueue.Runs;

namespace CallQueue.Gateway.Tests.Calls;

public sealed class CallStatusTests
{
    // Every state × outcome there can be.
    [Theory]
    [InlineData(CallStatus.Ready, null, "queued")]
    [InlineData(CallStatus.Delayed, null, "scheduled")]
    [InlineData(CallStatus.Dialing, null, "dialing")]
    [InlineData(CallStatus.Unknown, null, "dialing")]
    [InlineData(CallStatus.Queued, null, "dialing")]
    [InlineData(CallStatus.Ringing, null, "ringing")]
    [InlineData(CallStatus.InProgress, null, "in_progress")]
    [InlineData(CallStatus.Ended, Outcome.Completed, "completed")]
    [InlineData(CallStatus.Ended, Outcome.Busy, "busy")]
    [InlineData(CallStatus.Ended, Outcome.NoAnswer, "no_answer")]
    [InlineData(CallStatus.Ended, Outcome.Failed, "failed")]
    [InlineData(CallStatus.Ended, Outcome.Canceled, "canceled")]
    [InlineData(CallStatus.Ended, Outcome.Rejected, "rejected")]
    public async Task Every_state_has_its_word(CallStatus status, Outcome? outcome, string expected)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Call("c1").Snapshot = Some.Call("c1", status, outcome);
        (_, JsonObject body) = await app.GetAsync("/api/calls/c1/status");
        body["status"]!.GetValue<string>().ShouldBe(expected);
        body["failed_reason"]?.GetValue<string>().ShouldBe(outcome is null or Outcome.Completed ? null : expected);
    }

    [Fact]
    public void The_table_knows_every_state_and_every_outcome()
    {
        foreach (Outcome outcome in Enum.GetValues<Outcome>()) StateWords.Of(outcome).ShouldNotBeNull();
        foreach (CallStatus status in Enum.GetValues<CallStatus>()) StateWords.Of(status, Outcome.Busy).ShouldNotBeNull();
        foreach (RunStatus status in Enum.GetValues<RunStatus>()) RunWords.Of(status).ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task The_golden_answer_of_a_call_between_two_attempts()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Call("r-4").Snapshot = new CallSnapshot(
            new CallId(BusinessId.Default, "r-4"),
            new CallSpec
            {
                To = Some.Number, Run = "r", Priority = Priority.High,
                Script = new CallScript { Message = "Hi", Voice = "alice", Variables = new Dictionary<string, string> { ["name"] = "Ann" } },
                Rules = new CallRules { Retry = CallSettings.Retry(3), MaxDuration = TimeSpan.FromSeconds(1800), TimeZone = "UTC" },
                Data = """{"campaign_id":7,"metadata":{"a":1}}""",
            },
            CallStatus.Delayed, null, null, Some.Now.AddMinutes(30), 2,
            [
                new AttemptSnapshot(
                    1, "secret-token", "twilio:AC123", new CarrierCallId("CA9"), CallStatus.Ended, Outcome.NoAnswer, "no-answer", Some.Now.AddMinutes(-1),
                    null, Some.Now, null, null, null),
            ]);

        (_, JsonObject body) = await app.GetAsync("/api/calls/r-4/status");

        JsonNode.DeepEquals(body, JsonNode.Parse("""
            {"call_id":"r-4","business_id":"default","status":"scheduled","run_id":"r","index":4,"custom_call_id":null,
             "phone_number":"+12025550101","campaign_id":7,"priority":"high","attempts_made":1,"max_attempts":4,"max_retries":3,
             "scheduled_at":null,"retry_at":"2026-03-02T10:30:00+00:00","call_sid":"CA9","failed_reason":null,"ended_at":null,
             "attempts":[{"number":1,"status":"no_answer","carrier":"twilio","call_sid":"CA9","reason":"no-answer",
               "dialed_at":"2026-03-02T09:59:00+00:00","answered_at":null,"ended_at":"2026-03-02T10:00:00+00:00",
               "duration_seconds":null,"answered_by":null,"recording_url":null}],
             "message":"Hi","call_config":{"voice":"alice","max_duration":1800,"variables":{"name":"Ann"}},
             "window":null,"timezone":"UTC","deadline":null,"metadata":{"a":1},"data":null}
            """)).ShouldBeTrue(body.ToJsonString());
    }

    [Theory]
    [InlineData("r-0", RunStatus.Running, "queued")]
    [InlineData("r-0", RunStatus.Paused, "queued")]
    [InlineData("r-0", RunStatus.Stopped, "canceled")]
    [InlineData("r-1", RunStatus.Running, "busy")]
    [InlineData("r-1", RunStatus.Stopped, "busy")]
    public async Task A_call_of_a_run_without_a_record_is_known_from_its_run(string id, RunStatus run, string expected)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Run("r").Snapshot = new RunSnapshot("r", run, new CallCounts { Total = 2, Ready = 1, Busy = 1 }, 1, null);
        app.Actors.Run("r").Results.Add(new RunResult(1, Outcome.Busy, 3, Some.Now, null, "486"));

        (HttpStatusCode status, JsonObject body) = await app.GetAsync($"/api/calls/{id}/status");

        status.ShouldBe(HttpStatusCode.OK);
        body["status"]!.GetValue<string>().ShouldBe(expected);
        body["run_id"]!.GetValue<string>().ShouldBe("r");
        if (expected == "busy") body["attempts_made"]!.GetValue<int>().ShouldBe(3);
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("r-2")]
    [InlineData("r-00")]
    [InlineData("r-99999999999999")]
    [InlineData("a%2Fb")]
    [InlineData("a~b")]
    public async Task What_does_not_exist_is_not_found(string id)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Run("r").Snapshot = new RunSnapshot("r", RunStatus.Running, new CallCounts { Total = 2, Ready = 2 }, 1, null);
        (await app.GetAsync($"/api/calls/{id}/status")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Another_business_has_other_calls()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Call("c1", "acme").Snapshot = Some.Call();
        (await app.GetAsync("/api/calls/c1/status")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await app.GetAsync("/api/calls/c1/status?business_id=acme")).Status.ShouldBe(HttpStatusCode.OK);
    }
}
