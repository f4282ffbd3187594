using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Businesses;
using CallQueue.Carriers;
using CallQueue.Runs;

namespace CallQueue.Gateway.Tests.EndToEnd;

/// <summary>The API over Core's own actors and a carrier that accepts every dial and waits to be told what becomes of it.</summary>
public sealed class EndToEndTests
{
    [Fact]
    public async Task A_call_is_queued_dialed_answered_and_completed_through_the_API_alone()
    {
        await using var world = await World.StartAsync();

        (HttpStatusCode status, _) = await world.App.PostAsync(
            "/api/calls/queue", """{"phone_number":"+12025550101","custom_call_id":"c1","message":"Hello","metadata":{"a":1}}""");
        status.ShouldBe(HttpStatusCode.Accepted);
        DialRequest dial = await world.Carrier.NextDialAsync();

        (await StatusOfAsync(world, "c1"))["status"]!.GetValue<string>().ShouldBe("dialing");
        await world.CallBackAsync("status", dial, "CallSid=CA12025550101&CallStatus=ringing");
        (await StatusOfAsync(world, "c1"))["status"]!.GetValue<string>().ShouldBe("ringing");
        using HttpResponseMessage answer = await world.CallBackAsync("answer", dial, "CallSid=CA12025550101");
        (await answer.Content.ReadAsStringAsync()).ShouldBe("<Response><Say>Hello</Say></Response>");
        await world.CallBackAsync("status", dial, "CallSid=CA12025550101&CallStatus=completed");
        await world.CallBackAsync("status", dial, "CallSid=CA12025550101&CallStatus=ringing");

        JsonObject ended = await StatusOfAsync(world, "c1");
        ended["status"]!.GetValue<string>().ShouldBe("completed");
        ended["attempts_made"]!.GetValue<int>().ShouldBe(1);
        ended["metadata"]!.ToJsonString().ShouldBe("""{"a":1}""");
    }

    [Fact]
    public async Task A_forged_end_frees_no_slot_and_ends_no_call()
    {
        await using var world = await World.StartAsync();
        await world.App.PostAsync("/api/calls/queue", """{"phone_number":"+12025550101","custom_call_id":"c1"}""");
        DialRequest dial = await world.Carrier.NextDialAsync();

        using HttpResponseMessage forged = await world.CallBackAsync("status", dial, "CallSid=CA12025550101&CallStatus=completed", "forged");
        using HttpResponseMessage wrongToken = await world.CallBackAsync(
            "status", dial with { Attempt = dial.Attempt with { Token = "guessed" } }, "CallSid=CA12025550101&CallStatus=completed");

        forged.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await StatusOfAsync(world, "c1"))["status"]!.GetValue<string>().ShouldBe("dialing");
    }

    [Fact]
    public async Task A_run_of_seven_dials_all_seven_with_three_at_once()
    {
        await using var world = await World.StartAsync();
        string calls = string.Join(',', Enumerable.Range(1, 7).Select(i => $$"""{"phone_number":"+1202555010{{i}}"}"""));
        (HttpStatusCode status, _) = await world.App.PostAsync("/api/calls/bulk-queue", $$"""{"batch_id":"b","calls":[{{calls}}]}""");
        status.ShouldBe(HttpStatusCode.Accepted);

        var live = new Queue<DialRequest>();
        for (int i = 0; i < 3; i++) live.Enqueue(await world.Carrier.NextDialAsync());
        JsonObject first = (await world.App.GetAsync("/api/runs/b")).Body;
        first["concurrency"]!.GetValue<int>().ShouldBe(3);
        world.Carrier.Dialed.ShouldBe(3);
        for (int ended = 0; ended < 7; ended++)
        {
            DialRequest dial = live.Dequeue();
            await world.CallBackAsync("status", dial, $"CallSid=CA{dial.To.Digits}&CallStatus=completed");
            if (ended < 4) live.Enqueue(await world.Carrier.NextDialAsync());
        }

        await world.RunIsAsync("b", run => run.Status == RunStatus.Completed);
        JsonObject body = (await world.App.GetAsync("/api/runs/b")).Body;
        body["completed_count"]!.GetValue<int>().ShouldBe(7);
        body["progress"]!.GetValue<int>().ShouldBe(100);
        (await StatusOfAsync(world, "b-6"))["status"]!.GetValue<string>().ShouldBe("completed");
    }

    [Fact]
    public async Task A_stopped_run_dials_nothing_more_and_counts_its_rest_as_cancelled()
    {
        await using var world = await World.StartAsync();
        string calls = string.Join(',', Enumerable.Range(1, 7).Select(i => $$"""{"phone_number":"+1202555010{{i}}"}"""));
        await world.App.PostAsync("/api/calls/bulk-queue", $$"""{"batch_id":"b","calls":[{{calls}}]}""");
        for (int i = 0; i < 3; i++) await world.Carrier.NextDialAsync();

        (HttpStatusCode status, JsonObject stopped) = await world.App.PostAsync("/api/outbound/stop-queue", """{"run_id":"b"}""");

        status.ShouldBe(HttpStatusCode.OK);
        stopped.ToJsonString().ShouldBe("""{"success":true,"run_id":"b","status":"stopped","cancelled_count":4,"active":3}""");
        (await world.App.PostAsync("/api/outbound/stop-queue", """{"run_id":"b"}""")).Body["cancelled_count"]!.GetValue<int>().ShouldBe(0);
        await world.RunIsAsync("b", run => run.Status == RunStatus.Stopped);
        JsonObject run = (await world.App.GetAsync("/api/runs/b")).Body;
        run["failed_count"]!.GetValue<int>().ShouldBe(4);
        run["active"]!.GetValue<int>().ShouldBe(3);
        (await StatusOfAsync(world, "b-6"))["status"]!.GetValue<string>().ShouldBe("canceled");
        world.Carrier.Dialed.ShouldBe(3);
    }

    [Fact]
    public async Task A_call_for_later_is_scheduled_and_a_repeated_batch_adds_nothing()
    {
        await using var world = await World.StartAsync();
        await world.App.PostAsync("/api/calls/queue", """{"phone_number":"+12025550101","custom_call_id":"later","scheduled_at":"2030-01-01T00:00:00Z"}""");
        const string Batch = """{"batch_id":"b","calls":[{"phone_number":"+12025550102","scheduled_at":"2030-01-01T00:00:00Z"}]}""";
        (await world.App.PostAsync("/api/calls/bulk-queue", Batch)).Status.ShouldBe(HttpStatusCode.Accepted);
        (HttpStatusCode again, JsonObject body) = await world.App.PostAsync("/api/calls/bulk-queue", Batch);

        (await StatusOfAsync(world, "later"))["status"]!.GetValue<string>().ShouldBe("scheduled");
        again.ShouldBe(HttpStatusCode.OK);
        body["existing"]!.GetValue<bool>().ShouldBeTrue();
        BusinessSnapshot business = await world.Host.Actors.Business(BusinessId.Default).GetAsync();
        business.Counts.Total.ShouldBe(2);
        business.Counts.Delayed.ShouldBe(2);
        world.Carrier.Dialed.ShouldBe(0);
    }

    private static async Task<JsonObject> StatusOfAsync(World world, string id) => (await world.App.GetAsync($"/api/calls/{id}/status")).Body;
}
