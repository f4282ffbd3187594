using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Carriers;

namespace CallQueue.Gateway.Tests.EndToEnd;

/// <summary>The job family over Core's own actors: three slots, and a carrier under the test's hand.</summary>
public sealed class JobsEndToEndTests
{
    [Fact]
    public async Task Jobs_are_numbered_listed_cancelled_and_retried()
    {
        await using var world = await World.StartAsync();
        for (int i = 1; i <= 6; i++)
        {
            string priority = i == 6 ? "high" : "normal";
            (_, JsonObject job) = await world.App.PostAsync("/api/queue/schedule-call", $$"""{"to":"+1202555010{{i}}","message":"n{{i}}","priority":"{{priority}}","lead_id":{{i}}}""");
            job["jobId"]!.GetValue<string>().ShouldBe($"{i}");
        }

        var dials = new Dictionary<string, DialRequest>();
        for (int i = 0; i < 3; i++) Add(dials, await world.Carrier.NextDialAsync());

        (await StatsAsync(world)).ShouldBe("waiting 3 active 3 completed 0 failed 0 delayed 0 total 6");
        (await NamesAsync(world, "waiting?start=0&end=10")).ShouldBe(["6", "4", "5"]);
        (await NamesAsync(world, "active?start=0&end=10")).ShouldBe(["1", "2", "3"], ignoreOrder: true);

        using HttpResponseMessage cancelled = await world.App.Client.DeleteAsync("/api/queue/job/5");
        using HttpResponseMessage live = await world.App.Client.DeleteAsync("/api/queue/job/1");
        cancelled.StatusCode.ShouldBe(HttpStatusCode.OK);
        live.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await StatsAsync(world)).ShouldBe("waiting 2 active 3 completed 0 failed 1 delayed 0 total 6");
        (await world.App.PostAsync("/api/queue/job/1/retry", "{}")).Status.ShouldBe(HttpStatusCode.Conflict);

        await world.CallBackAsync("status", dials["1"], "CallSid=CA12025550101&CallStatus=completed");
        Add(dials, await world.Carrier.NextDialAsync());
        dials.ContainsKey("6").ShouldBeTrue("high goes first");
        JsonObject first = (await world.App.GetAsync("/api/queue/job/1")).Body;
        first["state"]!.GetValue<string>().ShouldBe("completed");
        first["attemptsMade"]!.GetValue<int>().ShouldBe(1);
        first["data"]!.ToJsonString(Json.Readable).ShouldBe("""{"to":"+12025550101","message":"n1","priority":"normal","lead_id":1}""");

        (HttpStatusCode retried, JsonObject again) = await world.App.PostAsync("/api/queue/job/5/retry", "{}");
        retried.ShouldBe(HttpStatusCode.OK);
        again["state"]!.GetValue<string>().ShouldBe("waiting");
        (await StatsAsync(world)).ShouldBe("waiting 2 active 3 completed 1 failed 0 delayed 0 total 6");
        (await NamesAsync(world, "waiting")).ShouldBe(["4", "5"]);
    }

    [Fact]
    public async Task A_paused_queue_dials_nothing_and_a_resumed_one_at_once()
    {
        await using var world = await World.StartAsync();
        await world.App.Client.PostAsync("/api/queue/pause", null);
        await world.App.PostAsync("/api/queue/schedule-call", """{"to":"+12025550101"}""");
        (await StatsAsync(world)).ShouldBe("waiting 1 active 0 completed 0 failed 0 delayed 0 total 1");
        world.Carrier.Dialed.ShouldBe(0);

        JsonObject why = (await world.App.GetAsync("/api/calls/1/why")).Body;
        why["held_by"]![0]!["limit"]!.GetValue<string>().ShouldBe("paused");
        await world.App.Client.PostAsync("/api/queue/resume", null);
        await world.Carrier.NextDialAsync();
    }

    private static void Add(Dictionary<string, DialRequest> dials, DialRequest dial) => dials[dial.Attempt.Call.Name] = dial;

    private static async Task<string> StatsAsync(World world) =>
        string.Join(' ', (await world.App.GetAsync("/api/queue/stats")).Body["stats"]!.AsObject().Select(field => $"{field.Key} {field.Value}"));

    private static async Task<string[]> NamesAsync(World world, string list) =>
        [.. (await world.App.GetAsync($"/api/queue/{list}")).Body["jobs"]!.AsArray().Select(job => job!["jobId"]!.GetValue<string>())];
}
