using CallQueue.Carriers;
using CallQueue.Cluster;
using CallQueue.Commands;
using CallQueue.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CallQueue.Composition;

/// <summary>What a rehearsal has stored in Redis is never dialed for real, and the reverse.</summary>
[NeedsRedis]
public sealed class ClusterKindTests
{
    [Fact]
    public async Task The_first_process_decides_whether_people_are_phoned_and_none_of_the_other_kind_starts()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        await StartAsync(redis, CarrierKind.Rehearsal, "callqueue");
        await StartAsync(redis, CarrierKind.Rehearsal, "callqueue");

        CommandException refused = await Should.ThrowAsync<CommandException>(StartAsync(redis, CarrierKind.Real, "callqueue"));
        refused.Message.ShouldContain("keeps rehearsal calls under the service id 'callqueue'; now calls would be real");

        await StartAsync(redis, CarrierKind.Real, "clinic");
        await Should.ThrowAsync<CommandException>(StartAsync(redis, CarrierKind.Rehearsal, "clinic"));
    }

    /// <summary>As the process does before its silo or client starts.</summary>
    private static async Task StartAsync(RedisServer redis, CarrierKind kind, string serviceId)
    {
        ProcessOptions options = ClusterSettingsTests.Settings(redis.Port, ServiceRole.Api);
        await using CallQueueHost host = CallQueueHost.Build(
            options with { Cluster = options.Cluster! with { ServiceId = serviceId }, Carrier = options.Carrier! with { IsRehearsal = kind == CarrierKind.Rehearsal } }, SomeContext.Of());
        IHostedService[] services = [.. host.Services.GetServices<IHostedService>()];
        Array.FindIndex(services, service => service is ClusterKind).ShouldBe(0, "a silo that has started may dial");
        await services[0].StartAsync(CancellationToken.None);
    }
}
