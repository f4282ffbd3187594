using CallQueue.Conformance;
using CallQueue.Conformance.Probes;
using CallQueue.Postgres;

namespace CallQueue.Hosting;

[NeedsPostgres]
[Collection(OnPostgresCluster.Name)]
public sealed class PostgresTurnConformance(PostgresProbeCluster cluster) : TurnConformance
{
    protected override TimeSpan Patience => ClusterPatience.Limit;

    protected override bool KeepsOrder => false;

    protected override Task<IHostUnderTest> StartAsync(ProbeWorld world) => ClusterUnderTest.StartAsync(cluster, world);
}

[NeedsPostgres]
[Collection(OnPostgresCluster.Name)]
public sealed class PostgresLifeConformance(PostgresProbeCluster cluster) : LifeConformance
{
    protected override TimeSpan Patience => ClusterPatience.Limit;

    protected override Task<IHostUnderTest> StartAsync(ProbeWorld world) => ClusterUnderTest.StartAsync(cluster, world);
}

[NeedsPostgres]
[Collection(OnPostgresCluster.Name)]
public sealed class PostgresRecordConformance(PostgresProbeCluster cluster) : RecordConformance
{
    protected override TimeSpan Patience => ClusterPatience.Limit;

    protected override Task<IHostUnderTest> StartAsync(ProbeWorld world) => ClusterUnderTest.StartAsync(cluster, world);
}

[NeedsPostgres]
[Collection(OnPostgresCluster.Name)]
public sealed class PostgresFencingConformance(PostgresProbeCluster cluster) : FencingConformance
{
    protected override TimeSpan Patience => ClusterPatience.Limit;

    protected override Task<IHostUnderTest> StartAsync(ProbeWorld world) => ClusterUnderTest.StartAsync(cluster, world);
}

[NeedsPostgres]
[Collection(OnPostgresCluster.Name)]
public sealed class PostgresAlarmConformance(PostgresProbeCluster cluster) : AlarmConformance
{
    protected override TimeSpan Patience => ClusterPatience.Limit;

    protected override bool RingsAllAlarmsAtStart => false;

    protected override Task<IHostUnderTest> StartAsync(ProbeWorld world) => ClusterUnderTest.StartAsync(cluster, world);
}
