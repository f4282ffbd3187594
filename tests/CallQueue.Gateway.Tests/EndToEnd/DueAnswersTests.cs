using System.Net;
using System.Text.Json.Nodes;

namespace CallQueue.Gateway.Tests.EndToEnd;

/// <summary>What a request answers about a call that waits for a time is what every other endpoint says of it.</summary>
public sealed class DueAnswersTests
{
    private static readonly string Closed = TimeProvider.System.GetUtcNow().Hour < 12 ? "20:00-21:00" : "03:00-04:00";

    private static readonly string Outside = $$"""{"phone_number":"+12025550101","custom_call_id":"c","message":"x","window":"{{Closed}}","timezone":"UTC"}""";

    [Fact]
    public async Task A_call_outside_its_window_is_answered_as_scheduled_with_the_time()
    {
        await using World world = await World.StartAsync();
        (HttpStatusCode status, JsonObject queued) = await world.App.PostAsync("/api/calls/queue", Outside);
        string opens = (await world.App.GetAsync("/api/calls/c/why")).Body["window_opens_at"]!.GetValue<string>();
        (status, queued["status"]!.GetValue<string>(), queued["scheduled_for"]!.GetValue<string>()).ShouldBe((HttpStatusCode.Accepted, "scheduled", opens));
        (await world.App.PostAsync("/api/calls/queue", Outside)).Body["scheduled_for"]!.GetValue<string>().ShouldBe(opens, "repeated");
        JsonObject shown = (await world.App.GetAsync("/api/calls/c/status")).Body;
        (shown["status"]!.GetValue<string>(), shown["scheduled_for"]!.GetValue<string>(), shown["scheduled_at"]).ShouldBe(("scheduled", opens, null));
    }

    [Theory]
    [InlineData("/api/calls/bulk-queue", "{\"batch_id\":\"b\",\"calls\":[CALL]}")]
    [InlineData("/api/runs", "{\"run_id\":\"b\",\"calls\":[CALL]}")]
    public async Task A_bulk_whose_calls_all_wait_for_their_windows_is_answered_as_they_are(string path, string body)
    {
        await using World world = await World.StartAsync();
        JsonObject queued = (await world.App.PostAsync(path, body.Replace("CALL", Outside, StringComparison.Ordinal))).Body;
        JsonObject shown = (await world.App.GetAsync("/api/calls/c/status")).Body;
        (queued["status"]?.GetValue<string>(), shown["status"]!.GetValue<string>()).ShouldBe(("scheduled", "scheduled"), queued.ToJsonString());
    }

    [Fact]
    public async Task A_call_that_is_ready_has_no_such_time()
    {
        await using World world = await World.StartAsync();
        JsonObject queued = (await world.App.PostAsync("/api/calls/queue", """{"phone_number":"+12025550101","custom_call_id":"c","message":"x"}""")).Body;
        (queued["status"]!.GetValue<string>(), queued.ContainsKey("scheduled_for")).ShouldBe(("queued", false));
    }

    [Fact]
    public async Task A_retry_outside_the_window_is_answered_as_scheduled_by_both_families()
    {
        await using World world = await World.StartAsync();
        await world.App.PostAsync("/api/calls/queue", Outside);
        JsonObject canceled = (await world.App.PostAsync("/api/calls/c/cancel", "{}")).Body;
        canceled["status"]!.GetValue<string>().ShouldBe("canceled");
        (await world.App.GetAsync("/api/calls/c/status")).Body["ended_at"].ShouldNotBeNull("it ended without any attempt");
        (await world.App.PostAsync("/api/calls/c/retry", "{}")).Body["status"]!.GetValue<string>().ShouldBe("scheduled");
        await world.App.PostAsync("/api/calls/c/cancel", "{}");
        (await world.App.PostAsync("/api/queue/job/c/retry", "{}")).Body["state"]!.GetValue<string>().ShouldBe("delayed");
    }
}
