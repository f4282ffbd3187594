using System.Net;
using System.Text.Json;
using CallQueue.Businesses;
using CallQueue.Cluster;
using CallQueue.Redis;
using Microsoft.Extensions.DependencyInjection;

namespace CallQueue.Composition;

/// <summary>Orleans' dashboard in a process built as production builds it.</summary>
[NeedsRedis]
public sealed class DashboardTests
{
    [Fact]
    public async Task Its_counters_move_and_only_an_operator_sees_them()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        ProcessOptions options = ClusterSettingsTests.Settings(redis.Port, ServiceRole.All);
        await using CallQueueHost host = CallQueueHost.Build(options, SomeContext.Of());
        await host.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{options.Http!.Port}") };
        (await http.GetAsync(new Uri("/orleans/DashboardCounters", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        http.DefaultRequestHeaders.Add("X-Api-Key", options.Http.Access.OperatorKey!);

        var actors = host.Services.GetRequiredService<IActors>();
        for (int n = 0; n < 25; n++) await actors.Business(new BusinessId($"b{n}")).GetAsync();
        await Eventually.BeAsync(async () => await ActivationsAsync(http, "Business") == 25, "the dashboard counts 25 businesses");
        for (int n = 25; n < 40; n++) await actors.Business(new BusinessId($"b{n}")).GetAsync();
        await Eventually.BeAsync(async () => await ActivationsAsync(http, "Business") == 40, "the dashboard counts 40 businesses");
        await host.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task It_can_be_switched_off()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        ProcessOptions options = ClusterSettingsTests.Settings(redis.Port, ServiceRole.All, ("CLUSTER_DASHBOARD", "false"));
        await using CallQueueHost host = CallQueueHost.Build(options, SomeContext.Of());
        await host.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{options.Http!.Port}") };
        http.DefaultRequestHeaders.Add("X-Api-Key", options.Http.Access.OperatorKey!);
        (await http.GetAsync(new Uri("/orleans/DashboardCounters", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await host.StopAsync(CancellationToken.None);
    }

    /// <summary>The activations of a grain class, as the dashboard shows them.</summary>
    private static async Task<int> ActivationsAsync(HttpClient http, string kind)
    {
        using JsonDocument counters = JsonDocument.Parse(await http.GetStringAsync(new Uri("/orleans/DashboardCounters", UriKind.Relative)));
        return counters.RootElement.GetProperty("simpleGrainStats").EnumerateArray()
            .Where(grain => grain.GetProperty("grainType").GetString()!.Contains($"{kind}Grain", StringComparison.Ordinal))
            .Sum(grain => grain.GetProperty("activationCount").GetInt32());
    }
}
