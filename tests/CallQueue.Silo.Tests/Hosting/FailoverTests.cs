using CallQueue.Cluster;
using CallQueue.Conformance;
using CallQueue.Conformance.Probes;
using CallQueue.Redis;

namespace CallQueue.Hosting;

[NeedsRedis]
[Collection(OnProbeCluster.Name)]
public sealed class FailoverTests(ProbeCluster cluster)
{
    [Fact]
    public async Task Alarms_ring_on_time_though_the_silos_that_kept_them_have_died()
    {
        var world = new ProbeWorld();
        await using IHostUnderTest host = await ClusterUnderTest.StartAsync(cluster, world);
        string[] keys = [.. Enumerable.Range(0, 30).Select(i => $"p{i}")];
        DateTimeOffset due = host.Now + TimeSpan.FromMinutes(5);
        await Task.WhenAll(keys.Select(key => host.Probe(key).SetAlarmAsync(due)));

        // Of thirty actors and their reminders, spread over three silos, two thirds lose theirs.
        await cluster.Cluster.KillAsync(cluster.Cluster.Silos[0]);
        await cluster.Cluster.KillAsync(cluster.Cluster.Silos[0]);
        await cluster.Cluster.AgreeAsync();
        await host.AdvanceAsync(due - host.Now);

        await Task.WhenAll(keys.Select(key => world.WhenAsync(key, "alarm ended"))).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        (host.Now - due).ShouldBeLessThanOrEqualTo(2 * ClusterProfile.AlarmRepeat);
        await host.KillAndRestartAsync(); // Three silos again for the next test.
    }
}
