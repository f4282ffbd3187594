using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Health;
using CallQueue.Hosting;
using CallQueue.Trunks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CallQueue.Gateway.Tests.Health;

public sealed class HealthTests
{
    [Fact]
    public async Task All_is_well_when_every_check_is()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject body) = await app.GetAsync("/api/health");
        status.ShouldBe(HttpStatusCode.OK);
        body.ToJsonString().ShouldBe(
            """{"status":"healthy","version":"VERSION","checks":{"store":{"status":"healthy"},"carrier":{"status":"healthy"},"queue":{"status":"healthy"}}}"""
                .Replace("VERSION", ProductInfo.Version, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stopped_trunk_is_named_with_its_reason()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        await app.Actors.Trunk.ReportAsync(new DialReport.Stopped("wrong credentials"));
        (HttpStatusCode status, JsonObject body) = await app.GetAsync("/api/health");
        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        body["status"]!.GetValue<string>().ShouldBe("unhealthy");
        body["checks"]!["carrier"]!["detail"]!.GetValue<string>().ShouldBe("the carrier account rejects calls: wrong credentials");
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
}
