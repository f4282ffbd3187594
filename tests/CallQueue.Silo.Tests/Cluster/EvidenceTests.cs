using CallQueue.Conformance;
using CallQueue.Hosting;
using CallQueue.Redis;

namespace CallQueue.Cluster;

/// <summary>The dial ledger over Redis, between silos.</summary>
[NeedsRedis]
public sealed class EvidenceTests
{
    [Fact]
    public async Task Every_dial_is_in_the_ledger_and_one_person_can_be_erased()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        var setup = new TestClusterSetup(redis);
        await using TestCluster cluster = await TestCluster.StartAsync(setup);
        await EvidenceConformance.RunAsync(cluster.Actors, TimeProvider.System, () => setup.Carrier.Dials);
    }
}
