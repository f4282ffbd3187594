using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Gateway.Tests.Fakes;
using CallQueue.Health;
using CallQueue.Hosting;
using CallQueue.Runs;
using CallQueue.Trunks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;

namespace CallQueue.Gateway.Tests.Health;

public sealed class HealthTests
{
    [Fact]
    public async Task All_is_well_when_every_check_is()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject body) = await app.GetAsync("/api/health");
        status.ShouldBe(HttpStatusCode.OK);
        (body["status"]!.GetValue<string>(), body["version"]!.GetValue<string>()).ShouldBe(("healthy", ProductInfo.Version));
        JsonObject checks = body["checks"]!.AsObject();
        checks.Select(check => check.Key).ShouldBe(["store", "carrier", "queue", "scheduler", "failed_calls", "public_url"]);
        checks.ShouldAllBe(check => check.Value!["status"]!.GetValue<string>() == "healthy");
        checks["store"]!["measured"]!.ToJsonString().ShouldBe("""{"milliseconds":0}""");
        checks["carrier"]!["measured"]!.ToJsonString().ShouldBe("""{"carrier":"fake","live_calls":0,"max_live_calls":100}""");
        checks["queue"]!["measured"]!.ToJsonString().ShouldBe("""{"waiting":0,"delayed":0,"live":0,"slots":3}""");
        checks["scheduler"]!["measured"]!.ToJsonString().ShouldBe("""{"late_seconds":0}""");
        checks["failed_calls"]!["measured"]!.ToJsonString().ShouldBe("""{"failed":0,"ended":0,"failed_lately":0,"ended_lately":0}""");
        checks["public_url"]!.ToJsonString().ShouldBe(
            """{"status":"healthy","detail":"not provable until the carrier\u0027s first webhook has come","measured":{"url":"https://dialer.example.com"}}""");
    }

    [Fact]
    public async Task Results_are_kept_so_that_probes_cost_nothing()
    {
        var time = new FakeTimeProvider(Some.Now);
        await using GatewayApplication app = await GatewayApplication.StartAsync(time: time);
        await app.GetAsync("/api/health");
        int told = app.Actors.Told;
        for (int i = 0; i < 20; i++) await app.GetAsync("/api/health");
        app.Actors.Told.ShouldBe(told);
        time.Advance(TimeSpan.FromMinutes(1));
        await app.GetAsync("/api/health");
        app.Actors.Told.ShouldBeGreaterThan(told);
    }

    [Theory]
    [InlineData(14, "healthy")]
    [InlineData(16, "degraded")]
    [InlineData(121, "unhealthy")]
    public async Task A_scheduler_that_is_late_says_by_how_much(int seconds, string status)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Business().NextAt = Some.Now.AddSeconds(-seconds);
        (_, JsonObject body) = await app.GetAsync("/api/health");
        JsonNode check = body["checks"]!["scheduler"]!;
        (check["status"]!.GetValue<string>(), check["measured"]!["late_seconds"]!.GetValue<double>()).ShouldBe((status, seconds));
    }

    [Fact]
    public async Task Many_failed_calls_of_late_are_a_degraded_check_and_old_ones_are_not()
    {
        var time = new FakeTimeProvider(Some.Now);
        await using GatewayApplication app = await GatewayApplication.StartAsync(time: time);
        app.Actors.Business().Counts = new CallCounts { Total = 1_000, Failed = 900, Completed = 100 };
        (await StatusAsync()).ShouldBe("healthy", "nothing to compare with");
        app.Actors.Business().Counts = new CallCounts { Total = 1_050, Failed = 940, Completed = 110 };
        time.Advance(TimeSpan.FromMinutes(1));
        (await StatusAsync()).ShouldBe("degraded");
        time.Advance(TimeSpan.FromMinutes(15));
        (await StatusAsync()).ShouldBe("healthy");

        async Task<string> StatusAsync() => (await app.GetAsync("/api/health")).Body["checks"]!["failed_calls"]!["status"]!.GetValue<string>();
    }

    [Fact]
    public async Task A_signed_webhook_proves_the_public_url()
    {
        var time = new FakeTimeProvider(Some.Now);
        await using GatewayApplication app = await GatewayApplication.StartAsync(time: time, more: services => services.AddSingleton<IPublicUrlProbe>(new NothingThere()));
        (await CheckAsync()).ShouldBe("""{"status":"degraded","detail":"it does not respond; no webhook of the carrier has come since the start","measured":{"url":"https://dialer.example.com"}}""");
        (await app.CallBackAsync("/webhooks/twilio/status?call=default~c1&attempt=1&token=t1", "CallStatus=ringing", "forged")).Dispose();
        time.Advance(TimeSpan.FromMinutes(1));
        (await CheckAsync()).ShouldContain("degraded", customMessage: "a forged one proves nothing");
        (await app.CallBackAsync("/webhooks/twilio/status?call=default~c1&attempt=1&token=t1", "CallStatus=ringing")).Dispose();
        time.Advance(TimeSpan.FromMinutes(1));
        (await CheckAsync()).ShouldBe(
            """{"status":"healthy","detail":"a signed webhook of the carrier has come through it","measured":{"url":"https://dialer.example.com","last_webhook_at":"2026-03-02T10:01:00Z"}}""");

        async Task<string> CheckAsync() => (await app.GetAsync("/api/health")).Body["checks"]!["public_url"]!.ToJsonString();
    }

    [Fact]
    public async Task A_stopped_trunk_is_named_with_its_reason()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        await app.Actors.Trunk.ReportAsync(new DialReport.Stopped("wrong credentials"));
        (HttpStatusCode status, JsonObject body) = await app.GetAsync("/api/health");
        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        body["status"]!.GetValue<string>().ShouldBe("unhealthy");
        body["checks"]!["carrier"]!["detail"]!.GetValue<string>().ShouldStartWith("the carrier account rejects calls: wrong credentials; one call probes it from ");
    }

    [Fact]
    public async Task A_paused_queue_is_degraded_but_no_reason_to_restart_anything()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Business().Paused = true;
        (HttpStatusCode status, JsonObject body) = await app.GetAsync("/api/health");
        status.ShouldBe(HttpStatusCode.OK);
        body["status"]!.GetValue<string>().ShouldBe("degraded");
        body["checks"]!["queue"]!["detail"]!.GetValue<string>().ShouldBe("the queue is paused");
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_unhealthy_and_its_error_stays_inside()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Failure = new StorageException("redis://:password@host failed");
        (HttpStatusCode status, JsonObject body) = await app.GetAsync("/api/health");
        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        body["checks"]!["store"]!["status"]!.GetValue<string>().ShouldBe("unhealthy");
        body.ToJsonString().ShouldNotContain("password");
    }

    [Fact]
    public async Task A_host_adds_checks_of_its_own()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync(more: services => services.AddHealthChecks()
            .AddCheck("agent_server", () => HealthCheckResult.Degraded("does not answer")));
        (_, JsonObject body) = await app.GetAsync("/api/health");
        body["checks"]!["agent_server"]!.ToJsonString().ShouldBe("""{"status":"degraded","detail":"does not answer"}""");
    }

    private sealed class NothingThere : IPublicUrlProbe
    {
        public Task<string?> FindProblemAsync(Uri url) => Task.FromResult<string?>("it does not respond");
    }
}
