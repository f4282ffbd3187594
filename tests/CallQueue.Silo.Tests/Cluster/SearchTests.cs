using CallQueue.Conformance;
using CallQueue.Hosting;
using CallQueue.Redis;

namespace CallQueue.Cluster;

/// <summary>Searches over Redis, between silos.</summary>
[NeedsRedis]
public sealed class SearchTests
{
    [Fact]
    public async Task Each_call_is_found_once_in_bounded_parts_by_its_own_business()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        await using TestCluster cluster = await TestCluster.StartAsync(new TestClusterSetup(redis));
        await SearchConformance.RunAsync(cluster.Actors, TimeProvider.System.GetUtcNow());
    }
}
