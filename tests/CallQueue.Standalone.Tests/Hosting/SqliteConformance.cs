using CallQueue.Conformance;
using CallQueue.Conformance.Probes;

namespace CallQueue.Hosting;

public sealed class SqliteTurnConformance : TurnConformance
{
    protected override async Task<IHostUnderTest> StartAsync(ProbeWorld world) => await SqliteHostUnderTest.StartAsync(world);
}

public sealed class SqliteLifeConformance : LifeConformance
{
    protected override async Task<IHostUnderTest> StartAsync(ProbeWorld world) => await SqliteHostUnderTest.StartAsync(world);
}

public sealed class SqliteRecordConformance : RecordConformance
{
    protected override async Task<IHostUnderTest> StartAsync(ProbeWorld world) => await SqliteHostUnderTest.StartAsync(world);
}

public sealed class SqliteFencingConformance : FencingConformance
{
    protected override async Task<IHostUnderTest> StartAsync(ProbeWorld world) => await SqliteHostUnderTest.StartAsync(world);
}

public sealed class SqliteAlarmConformance : AlarmConformance
{
    protected override async Task<IHostUnderTest> StartAsync(ProbeWorld world) => await SqliteHostUnderTest.StartAsync(world);
}
