using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Gateway.Tests.Fakes;
using CallQueue.Runs;

namespace CallQueue.Gateway.Tests.Runs;

public sealed class RunCommandsTests
{
    [Fact]
    public async Task Active_runs_are_listed_in_pages()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Business().Runs.AddRange(Enumerable.Range(0, 5).Select(i => Active($"r{i}")));

        (_, JsonObject body) = await app.GetAsync("/api/runs?start=1&limit=2");

        body["runs"]!.AsArray().Select(r => r!["run_id"]!.GetValue<string>()).ShouldBe(["r1", "r2"]);
        body["total"]!.GetValue<int>().ShouldBe(5);
        body["next"]!.GetValue<string>().ShouldBe("/api/runs?start=3&limit=2");
        (await app.GetAsync("/api/runs?start=9")).Body["runs"]!.AsArray().ShouldBeEmpty();
        (await app.GetAsync("/api/runs?start=-1")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Ended_runs_are_listed_behind_active_ones_with_the_time_of_their_end()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Business().Runs.Add(Active("now"));
        app.Actors.Business().EndedRuns.AddRange([new ListedRun("old", RunStatus.Completed, Some.Now), new ListedRun("forgotten", RunStatus.Stopped, Some.Now)]);
        app.Actors.Run("old").Snapshot = Active("old") with { Status = RunStatus.Completed };

        (_, JsonObject body) = await app.GetAsync("/api/runs?status=running,ended&from=2026-03-01&to=2026-03-02T12:00:00%2B01:00&limit=2");

        body["runs"]!.AsArray().Select(r => $"{r!["run_id"]} {r["status"]} {r["ended_at"]}").ShouldBe(["now running ", "old completed 2026-03-02T10:00:00+00:00"]);
        body["total"]!.GetValue<int>().ShouldBe(3);
        body["next"]!.GetValue<string>().ShouldBe("/api/runs?status=running%2Cended&from=2026-03-01&to=2026-03-02T12%3A00%3A00%2B01%3A00&start=2&limit=2");
        ListRuns asked = app.Actors.Business().RunsAsked!;
        (asked.From, asked.To).ShouldBe((new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 2, 11, 0, 0, TimeSpan.Zero)));
        asked.Statuses.ShouldBe([RunStatus.Running, RunStatus.Stopped, RunStatus.Completed]);
    }

    [Theory]
    [InlineData("status=done", "status must be one or more of queued, running, paused, stopped, completed, active, ended, with commas between; got 'done'")]
    [InlineData("from=soon", "from must be an ISO 8601 time such as 2026-01-31T09:00:00Z, or a day such as 2026-01-31; got 'soon'")]
    [InlineData("from=2026-03-02&to=2026-03-01", "to must be after from")]
    public async Task A_wrong_filter_is_named(string query, string problem)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject body) = await app.GetAsync($"/api/runs?{query}");
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        body["detail"]!.GetValue<string>().ShouldStartWith(problem);
    }

    [Fact]
    public async Task A_run_is_stopped_by_its_path_too()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Business().StopAnswer = new StopAnswer(true, 5, 3);
        using HttpResponseMessage bare = await app.Client.PostAsync("/api/runs/r/stop", null);
        await app.PostAsync("/api/runs/r/stop", """{"hang_up_live":true}""");

        (await bare.Content.ReadAsStringAsync()).ShouldBe("""{"success":true,"run_id":"r","status":"stopped","cancelled_count":5,"active":3}""");
        app.Actors.Business().Stops.ShouldBe([new StopRun("r"), new StopRun("r", true)]);
        (await app.PostAsync("/api/runs/r%2Fx/stop", "{}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_run_is_paused_and_resumed_while_it_is_active()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Business().Runs.Add(Active("r"));
        app.Actors.Run("over").Snapshot = Active("over") with { Status = RunStatus.Completed };

        (await app.PostAsync("/api/runs/r/pause", "{}")).Body["status"]!.GetValue<string>().ShouldBe("paused");
        (await app.PostAsync("/api/runs/r/resume", "{}")).Body["status"]!.GetValue<string>().ShouldBe("running");
        (HttpStatusCode over, JsonObject why) = await app.PostAsync("/api/runs/over/pause", "{}");
        over.ShouldBe(HttpStatusCode.Conflict);
        why["detail"]!.GetValue<string>().ShouldBe("the run is already completed");
        (await app.PostAsync("/api/runs/nope/pause", "{}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Results_come_as_JSON_lines_and_as_CSV()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Run("r").Snapshot = Active("r") with { Counts = new CallCounts { Total = 2500, Ready = 2497, Completed = 2, Busy = 1 } };
        app.Actors.Run("r").Results.AddRange(
        [
            new RunResult(0, Outcome.Completed, 1, Some.Now, 12.5, null),
            new RunResult(1, Outcome.Busy, 3, Some.Now, null, "=cmd|' /C calc'!A0, \"x\""),
            new RunResult(2400, Outcome.Completed, 1, Some.Now, 3, null) { To = Some.Number, Name = "Ann, A.", CustomId = "c7", LeadId = "=1", CarrierCall = "CA7" },
        ]);

        using HttpResponseMessage lines = await app.Client.GetAsync("/api/runs/r/results");
        using HttpResponseMessage csv = await app.Client.GetAsync("/api/runs/r/results?format=csv");
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/api/runs/r/results") { Headers = { { "Accept", "text/csv" } } };
        using HttpResponseMessage accepted = await app.Client.SendAsync(asked);

        lines.Content.Headers.ContentType!.MediaType.ShouldBe("application/jsonl");
        string[] all = (await lines.Content.ReadAsStringAsync()).TrimEnd('\n').Split('\n');
        all.Length.ShouldBe(3);
        all[0].ShouldBe("""{"call_id":"r-0","index":0,"outcome":"completed","attempts":1,"ended_at":"2026-03-02T10:00:00+00:00","talk_seconds":12.5,"reason":null}""");
        all[2].ShouldEndWith($$""","reason":null,"phone_number":"{{Some.Number.Value}}","name":"Ann, A.","custom_call_id":"c7","lead_id":"=1","call_sid":"CA7"}""");
        csv.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        (await csv.Content.ReadAsStringAsync()).ShouldBe(
            "call_id,index,outcome,attempts,ended_at,talk_seconds,reason,phone_number,name,custom_call_id,lead_id,call_sid\r\n"
            + "r-0,0,completed,1,2026-03-02T10:00:00.0000000Z,12.5,,,,,,\r\n"
            + "r-1,1,busy,3,2026-03-02T10:00:00.0000000Z,,\"'=cmd|' /C calc'!A0, \"\"x\"\"\",,,,,\r\n"
            + $"r-2400,2400,completed,1,2026-03-02T10:00:00.0000000Z,3,,{Some.Number.Value},\"Ann, A.\",c7,'=1,CA7\r\n");
        accepted.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        (await app.GetAsync("/api/runs/r/results?format=xml")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await app.GetAsync("/api/runs/nope/results")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_golden_answer_of_an_outbound_job()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Call("111-4", "4").Snapshot = new CallSnapshot(
            new CallId(new BusinessId("4"), "111-4"), new CallSpec { To = Some.Number, Run = "111", Data = """{"lead_id":2502}""" },
            CallStatus.Ringing, null, null, null, 1, [Some.Attempt()]);

        (HttpStatusCode status, JsonObject body) = await app.GetAsync("/api/outbound/jobs/111-4?business_id=4");

        status.ShouldBe(HttpStatusCode.OK);
        body.ToJsonString(Json.Readable).ShouldBe("""{"job_id":"111-4","run_id":"111","lead_id":2502,"business_id":"4","status":"inflight","call_sid":"CA1"}""");
        (await app.GetAsync("/api/outbound/jobs/111-4")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static RunSnapshot Active(string name) => new(name, RunStatus.Running, new CallCounts { Total = 2, Ready = 2 }, 1, null);
}
