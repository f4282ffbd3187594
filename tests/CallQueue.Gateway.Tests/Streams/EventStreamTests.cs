using System.Net;
using CallQueue.Businesses;
using CallQueue.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace CallQueue.Gateway.Tests.Streams;

public sealed class EventStreamTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_runs_progress_streams_until_it_is_over()
    {
        await using GatewayApplication app = await StartAsync();
        app.Actors.Run("r").Snapshot = Snapshot(3, RunStatus.Running, 0);
        app.Actors.Run("r").News.Enqueue(Snapshot(3, RunStatus.Running, 0));
        app.Actors.Run("r").News.Enqueue(Snapshot(3, RunStatus.Running, 0));
        app.Actors.Run("r").News.Enqueue(Snapshot(9, RunStatus.Completed, 2));

        using HttpResponseMessage response = await app.Client.GetAsync("/api/runs/r/events").WaitAsync(Patience);
        string text = await response.Content.ReadAsStringAsync().WaitAsync(Patience);

        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        string[] blocks = text.TrimEnd('\n').Split("\n\n");
        blocks.Length.ShouldBe(4);
        blocks[0].ShouldBe(": connected");
        blocks[1].ShouldStartWith("id: 3\nevent: progress\ndata: {\"run_id\":\"r\"");
        blocks[2].ShouldBe(": nothing new");
        blocks[3].ShouldStartWith("id: 9\nevent: progress\ndata: {");
        blocks[3].ShouldContain("\"status\":\"completed\"");
        app.Actors.Run("r").Seen.ShouldBe([-1, 3, 3]);
    }

    [Fact]
    public async Task A_client_that_comes_back_hears_only_what_is_new()
    {
        await using GatewayApplication app = await StartAsync();
        app.Actors.Run("r").Snapshot = Snapshot(9, RunStatus.Stopped, 2);
        app.Actors.Run("r").News.Enqueue(Snapshot(9, RunStatus.Stopped, 2));

        using HttpResponseMessage late = await SendAsync(app, "5");
        using HttpResponseMessage done = await SendAsync(app, "9");

        (await late.Content.ReadAsStringAsync()).ShouldContain("id: 9\n");
        app.Actors.Run("r").Seen.ShouldBe([5]);
        done.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_stamp_that_is_none_is_a_new_client()
    {
        await using GatewayApplication app = await StartAsync();
        app.Actors.Run("r").Snapshot = Snapshot(9, RunStatus.Completed, 2);
        app.Actors.Run("r").News.Enqueue(Snapshot(9, RunStatus.Completed, 2));
        using HttpResponseMessage response = await SendAsync(app, "nonsense");
        (await response.Content.ReadAsStringAsync()).ShouldContain("id: 9\n");
    }

    [Fact]
    public async Task A_business_streams_until_the_process_stops()
    {
        GatewayApplication app = await StartAsync();
        app.Actors.Business("acme").News.Enqueue(new BusinessSnapshot(
            new BusinessSettings(), false, new CallCounts { Total = 2, Ready = 2 }, [], [Snapshot(1, RunStatus.Running, 0)], [new Hold(HoldKind.Slots)], null) { Stamp = "7.1" });

        using HttpResponseMessage response = await app.Client.GetAsync("/api/businesses/acme/events", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var lines = new List<string>();
        while (lines.Count < 6) lines.Add((await reader.ReadLineAsync().WaitAsync(Patience)).ShouldNotBeNull());
        Task<string> rest = reader.ReadToEndAsync();
        await app.StopAsync().WaitAsync(Patience);

        lines[2].ShouldBe("id: 7.1");
        lines[3].ShouldBe("event: progress");
        lines[4].ShouldStartWith("""data: {"business_id":"acme","paused":false,"slots":3,"counts":{"total":2,"waiting":2,""");
        (await rest.WaitAsync(Patience)).Trim().ShouldBe("event: shutdown\ndata: {\"message\":\"The server is stopping. Reconnect.\"}", "the answer ends properly, it is not cut off");
        await app.DisposeAsync();
    }

    [Fact]
    public async Task What_does_not_exist_has_no_events()
    {
        await using GatewayApplication app = await StartAsync();
        (await app.GetAsync("/api/runs/nope/events")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await app.GetAsync("/api/runs/a%2Fb/events")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static RunSnapshot Snapshot(long stamp, RunStatus status, long completed) =>
        new("r", status, new CallCounts { Total = 2, Ready = 2 - completed, Completed = completed }, stamp, null);

    // The pause between two events is real time here.
    private static Task<GatewayApplication> StartAsync() => GatewayApplication.StartAsync(more: services => services.AddSingleton(TimeProvider.System));

    private static async Task<HttpResponseMessage> SendAsync(GatewayApplication app, string lastSeen)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/runs/r/events") { Headers = { { "Last-Event-ID", lastSeen } } };
        return await app.Client.SendAsync(request).WaitAsync(Patience);
    }
}
