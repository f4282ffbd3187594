using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Businesses;
using CallQueue.Hosting;
using CallQueue.Runs;

namespace CallQueue.Gateway.Tests.Queues;

public sealed class QueuesTests
{
    private static readonly CallCounts Counts = new() { Total = 170, Ready = 5, Live = 2, Completed = 150, Busy = 1, Canceled = 2, Delayed = 10 };

    [Fact]
    public async Task The_golden_statistics_add_up()
    {
        await using GatewayApplication app = await StartAsync();
        (HttpStatusCode status, JsonObject body) = await app.GetAsync("/api/queue/stats");
        status.ShouldBe(HttpStatusCode.OK);
        body.ToJsonString(Json.Readable).ShouldBe("""{"success":true,"stats":{"waiting":5,"active":2,"completed":150,"failed":3,"delayed":10,"total":170}}""");
    }

    [Fact]
    public async Task The_golden_status_serves_both_of_its_readers()
    {
        await using GatewayApplication app = await StartAsync();
        (HttpStatusCode status, JsonObject body) = await app.GetAsync("/api/queue/status");
        status.ShouldBe(HttpStatusCode.OK);
        body["success"]!.GetValue<bool>().ShouldBeTrue();
        body["queue"]!.ToJsonString(Json.Readable).ShouldBe(
            """{"name":"daily-calls","health":"healthy","active":2,"waiting":5,"failed":3,"completed":150,"delayed":10,"crons":[]}""");
        body.Remove("queue");
        body.Remove("success");
        body.ToJsonString(Json.Readable).ShouldBe("""
            {"queue_size":5,"scheduled_calls":10,"active_calls":2,"processing_rate":12.5,
            "success_rate":0.9803921568627451,"failure_rate":0.019607843137254943,"average_call_duration":42.5}
            """.ReplaceLineEndings(""));
    }

    [Fact]
    public async Task The_golden_health_of_the_jobs()
    {
        await using GatewayApplication app = await StartAsync();
        (HttpStatusCode status, JsonObject body) = await app.GetAsync("/api/jobs/health");
        status.ShouldBe(HttpStatusCode.OK);
        body.ToJsonString(Json.Readable).ShouldBe("""
            {"queues":{"default":{"queued":5,"started":2,"finished":150,"failed":3,"scheduled":10}},
            "scheduler":{"last_tick":"2026-03-02T09:59:59+00:00","lock_held":true,"lock_ttl":15},"status":"healthy"}
            """.ReplaceLineEndings(""));
    }

    [Theory]
    [InlineData(false, null, "healthy")]
    [InlineData(true, null, "paused")]
    [InlineData(false, HoldKind.TrunkStopped, "degraded")]
    [InlineData(false, HoldKind.TrunkPaused, "degraded")]
    [InlineData(false, HoldKind.Slots, "healthy")]
    public async Task The_health_of_the_jobs_is_measured(bool isPaused, HoldKind? hold, string health)
    {
        await using GatewayApplication app = await StartAsync();
        app.Actors.Business().Paused = isPaused;
        if (hold is { } kind) app.Actors.Business().Holds = [new Hold(kind)];
        JsonObject body = (await app.GetAsync("/api/jobs/health")).Body;
        body["status"]!.GetValue<string>().ShouldBe(health);
        (await app.GetAsync("/api/queue/status")).Body["queue"]!["health"]!.GetValue<string>().ShouldBe(health);
        app.Actors.Business().Woken.ShouldBe(1, "it looked when it was asked");
    }

    [Fact]
    public async Task A_business_without_calls_has_not_looked_and_owns_nothing_yet()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (await app.GetAsync("/api/jobs/health")).Body["scheduler"]!.ToJsonString().ShouldBe("""{"last_tick":null,"lock_held":false,"lock_ttl":0}""");
        app.Actors.Business().Woken.ShouldBe(0);
    }

    [Fact]
    public async Task A_store_that_fails_is_500_and_unhealthy_for_the_jobs_and_503_for_the_rest()
    {
        await using GatewayApplication app = await StartAsync();
        app.Actors.Failure = new StorageException("redis://:secret@10.0.0.1 is gone");

        using HttpResponseMessage jobs = await app.Client.GetAsync("/api/jobs/health");
        using HttpResponseMessage stats = await app.Client.GetAsync("/api/queue/stats");

        jobs.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await jobs.Content.ReadAsStringAsync()).ShouldBe("""{"status":"unhealthy","error":"the storage does not respond"}""");
        stats.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task The_four_statistics_never_disagree()
    {
        await using GatewayApplication app = await StartAsync();
        await app.Actors.Directory.AddAsync("default");
        var random = new Random(4);
        for (int i = 0; i < 50; i++)
        {
            app.Actors.Business().Counts = new CallCounts
            {
                Ready = random.Next(9), Delayed = random.Next(9), Live = random.Next(9), Completed = random.Next(9), Busy = random.Next(9),
                NoAnswer = random.Next(9), Failed = random.Next(9), Canceled = random.Next(9), Rejected = random.Next(9),
            };
            JsonObject stats = (await app.GetAsync("/api/queue/stats")).Body["stats"]!.AsObject();
            JsonObject status = (await app.GetAsync("/api/queue/status")).Body["queue"]!.AsObject();
            JsonObject admin = (await app.GetAsync("/api/admin/queues")).Body["queues"]![0]!.AsObject();
            JsonObject rq = (await app.GetAsync("/api/jobs/health")).Body["queues"]!["default"]!.AsObject();

            long[] expected = Numbers(stats, "waiting", "active", "completed", "failed", "delayed");
            Numbers(status, "waiting", "active", "completed", "failed", "delayed").ShouldBe(expected);
            Numbers(admin, "waiting", "active", "completed", "failed", "delayed").ShouldBe(expected);
            Numbers(rq, "queued", "started", "finished", "failed", "scheduled").ShouldBe(expected);
            stats["total"]!.GetValue<long>().ShouldBe(expected.Sum());
            admin["total"]!.GetValue<long>().ShouldBe(expected.Sum());
        }
    }

    [Fact]
    public async Task A_paused_queue_says_so_in_all_of_them()
    {
        await using GatewayApplication app = await StartAsync();
        await app.Actors.Directory.AddAsync("default");
        app.Actors.Business().Paused = true;
        (await app.GetAsync("/api/queue/status")).Body["queue"]!["health"]!.GetValue<string>().ShouldBe("paused");
        (await app.GetAsync("/api/admin/queues")).Body["queues"]![0]!["health"]!.GetValue<string>().ShouldBe("paused");
    }

    [Fact]
    public async Task The_queues_of_all_businesses_are_listed_page_by_page()
    {
        await using GatewayApplication app = await StartAsync();
        foreach (string name in new[] { "acme", "default", "zeta" }) await app.Actors.Directory.AddAsync(name);

        (_, JsonObject first) = await app.GetAsync("/api/admin/queues?limit=2");
        (_, JsonObject second) = await app.GetAsync(first["next"]!.GetValue<string>());

        first["queues"]!.AsArray().Select(q => q!["name"]!.GetValue<string>()).ShouldBe(["acme", "default"]);
        first["total"]!.GetValue<int>().ShouldBe(3);
        second["queues"]!.AsArray().ShouldHaveSingleItem()!["name"]!.GetValue<string>().ShouldBe("zeta");
        second.ContainsKey("next").ShouldBeFalse();
        (await app.GetAsync("/api/admin/queues?limit=0")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_trigger_wakes_the_business_and_is_limited()
    {
        await using GatewayApplication app = await StartAsync();
        (HttpStatusCode status, JsonObject body) = await app.PostAsync("/api/queue/trigger", "{}");
        status.ShouldBe(HttpStatusCode.OK);
        body["success"]!.GetValue<bool>().ShouldBeTrue();
        app.Actors.Business().Woken.ShouldBe(1);

        HttpStatusCode last = HttpStatusCode.OK;
        for (int i = 0; i < 100; i++) last = (await app.PostAsync("/api/queue/trigger", "{}")).Status;
        last.ShouldBe(HttpStatusCode.TooManyRequests);
        app.Actors.Business().Woken.ShouldBeLessThan(50);
    }

    private static long[] Numbers(JsonObject body, params string[] names) => [.. names.Select(name => body[name]!.GetValue<long>())];

    private static async Task<GatewayApplication> StartAsync()
    {
        GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Business().Counts = Counts;
        app.Actors.Business().Pace = new QueuePace(12.5, TimeSpan.FromSeconds(42.5), null);
        return app;
    }
}
