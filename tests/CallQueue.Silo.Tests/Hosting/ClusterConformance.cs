using CallQueue.Conformance;
using CallQueue.Conformance.Probes;
using CallQueue.Redis;

namespace CallQueue.Hosting;

[NeedsRedis]
[Collection(OnProbeCluster.Name)]
public sealed class ClusterTurnConformance(ProbeCluster cluster) : TurnConformance
{
    protected override TimeSpan Patience => ClusterPatience.Limit;

    protected override bool KeepsOrder => false;

    protected override Task<IHostUnderTest> StartAsync(ProbeWorld world) => ClusterUnderTest.StartAsync(cluster, world);
}

[NeedsRedis]
[Collection(OnProbeCluster.Name)]
public sealed class ClusterLifeConformance(ProbeCluster cluster) : LifeConformance
{
    protected override TimeSpan Patience => ClusterPatience.Limit;

    protected override Task<IHostUnderTest> StartAsync(ProbeWorld world) => ClusterUnderTest.StartAsync(cluster, world);
}

[NeedsRedis]
[Collection(OnProbeCluster.Name)]
public sealed class ClusterRecordConformance(ProbeCluster cluster) : RecordConformance
{
    protected override TimeSpan Patience => ClusterPatience.Limit;

    protected override Task<IHostUnderTest> StartAsync(ProbeWorld world) => ClusterUnderTest.StartAsync(cluster, world);
}

[NeedsRedis]
[Collection(OnProbeCluster.Name)]
public sealed class ClusterFencingConformance(ProbeCluster cluster) : FencingConformance
{
    protected override TimeSpan Patience => ClusterPatience.Limit;

    protected override Task<IHostUnderTest> StartAsync(ProbeWorld world) => ClusterUnderTest.StartAsync(cluster, world);
}

[NeedsRedis]
[Collection(OnProbeCluster.Name)]
public sealed class ClusterAlarmConformance(ProbeCluster cluster) : AlarmConformance
{
    protected override TimeSpan Patience => ClusterPatience.Limit;

    protected override bool RingsAllAlarmsAtStart => false;

    protected override Task<IHostUnderTest> StartAsync(ProbeWorld world) => ClusterUnderTest.StartAsync(cluster, world);
}

/// <summary>Restarting three silos takes seconds, more on a busy machine.</summary>
internal static class ClusterPatience
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
}
