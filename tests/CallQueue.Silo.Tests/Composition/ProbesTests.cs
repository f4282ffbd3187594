using System.Net;
using CallQueue.Cluster;
using CallQueue.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;

namespace CallQueue.Composition;

/// <summary>What an orchestrator is told, by processes built as production builds them.</summary>
[NeedsRedis]
public sealed class ProbesTests
{
    [Fact]
    public async Task A_silo_is_ready_once_it_is_a_member_and_no_longer_when_its_stop_begins()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        ProcessOptions settings = ClusterSettingsTests.Settings(redis.Port, ServiceRole.All);
        await using CallQueueHost host = CallQueueHost.Build(settings, SomeContext.Of());
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{settings.Http!.Port}") };
        await host.StartAsync();

        (await StatusAsync(http, "ready")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(http, "live")).ShouldBe(HttpStatusCode.OK);
        var whileStopping = new TaskCompletionSource<HttpStatusCode>();
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(
            () => whileStopping.SetResult(Task.Run(() => StatusAsync(http, "ready")).GetAwaiter().GetResult())); // The server goes on until this returns.
        await host.StopAsync(CancellationToken.None);

        (await whileStopping.Task).ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task A_gateway_has_no_silo()
    {
        await using CallQueueHost host = CallQueueHost.Build(ClusterSettingsTests.Settings(1, ServiceRole.Api), SomeContext.Of());

        host.Services.GetService<ILocalSiloDetails>().ShouldBeNull();
        host.Services.GetService<IActors>().ShouldNotBeNull();
    }

    [Fact]
    public async Task A_worker_has_probes_and_metrics_at_the_probe_port_and_nothing_else()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        int port = FreePort.Next();
        ProcessOptions settings = ClusterSettingsTests.Settings(redis.Port, ServiceRole.Worker, ("PROBE_PORT", $"{port}"));
        settings.Http.ShouldBeNull();
        await using CallQueueHost host = CallQueueHost.Build(settings, SomeContext.Of());
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        await host.StartAsync();

        (await StatusAsync(http, "ready")).ShouldBe(HttpStatusCode.OK);
        foreach (string path in (string[])["/livez", "/readyz"]) (await http.GetAsync(new Uri(path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        string metrics = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        metrics.ShouldContain("callqueue_businesses_active");
        metrics.ShouldContain("orleans_");
        foreach (string path in (string[])["/", "/api/health", "/orleans", "/docs"]) (await http.GetAsync(new Uri(path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        await host.StopAsync(CancellationToken.None);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string probe)
    {
        using HttpResponseMessage answer = await http.GetAsync(new Uri($"/healthz/{probe}", UriKind.Relative));
        return answer.StatusCode;
    }
}
