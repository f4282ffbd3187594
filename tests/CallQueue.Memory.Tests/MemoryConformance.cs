using CallQueue.Conformance;
using CallQueue.Conformance.Probes;
using Microsoft.Extensions.Time.Testing;

namespace CallQueue.Hosting.Memory;

/// <summary>Runs a conformance scenario as a script in virtual time.</summary>
internal static class InVirtualTime
{
    public static Task RunAsync(Func<IHostUnderTest, ProbeWorld, Task> scenario)
    {
        var time = new VirtualTime(MemoryHostUnderTest.Start);
        var world = new ProbeWorld();
        time.Play(async () =>
        {
            await using var host = new MemoryHostUnderTest(time, world);
            await scenario(host, world);
        });
        return Task.CompletedTask;
    }
}

public sealed class VirtualTurnConformance : TurnConformance
{
    protected override Task<IHostUnderTest> StartAsync(ProbeWorld world) => throw new NotSupportedException("scenarios are played");

    protected override Task RunAsync(Func<IHostUnderTest, ProbeWorld, Task> scenario) => InVirtualTime.RunAsync(scenario);
}

public sealed class VirtualLifeConformance : LifeConformance
{
    protected override Task<IHostUnderTest> StartAsync(ProbeWorld world) => throw new NotSupportedException("scenarios are played");

    protected override Task RunAsync(Func<IHostUnderTest, ProbeWorld, Task> scenario) => InVirtualTime.RunAsync(scenario);
}

public sealed class VirtualRecordConformance : RecordConformance
{
    protected override Task<IHostUnderTest> StartAsync(ProbeWorld world) => throw new NotSupportedException("scenarios are played");

    protected override Task RunAsync(Func<IHostUnderTest, ProbeWorld, Task> scenario) => InVirtualTime.RunAsync(scenario);
}

public sealed class VirtualFencingConformance : FencingConformance
{
    protected override Task<IHostUnderTest> StartAsync(ProbeWorld world) => throw new NotSupportedException("scenarios are played");

    protected override Task RunAsync(Func<IHostUnderTest, ProbeWorld, Task> scenario) => InVirtualTime.RunAsync(scenario);
}

public sealed class VirtualAlarmConformance : AlarmConformance
{
    protected override Task<IHostUnderTest> StartAsync(ProbeWorld world) => throw new NotSupportedException("scenarios are played");

    protected override Task RunAsync(Func<IHostUnderTest, ProbeWorld, Task> scenario) => InVirtualTime.RunAsync(scenario);
}

public sealed class PoolTurnConformance : TurnConformance
{
    protected override Task<IHostUnderTest> StartAsync(ProbeWorld world) =>
        Task.FromResult<IHostUnderTest>(new MemoryHostUnderTest(new FakeTimeProvider(MemoryHostUnderTest.Start), world));
}

public sealed class PoolLifeConformance : LifeConformance
{
    protected override Task<IHostUnderTest> StartAsync(ProbeWorld world) =>
        Task.FromResult<IHostUnderTest>(new MemoryHostUnderTest(new FakeTimeProvider(MemoryHostUnderTest.Start), world));
}

public sealed class PoolRecordConformance : RecordConformance
{
    protected override Task<IHostUnderTest> StartAsync(ProbeWorld world) =>
        Task.FromResult<IHostUnderTest>(new MemoryHostUnderTest(new FakeTimeProvider(MemoryHostUnderTest.Start), world));
}

public sealed class PoolFencingConformance : FencingConformance
{
    protected override Task<IHostUnderTest> StartAsync(ProbeWorld world) =>
        Task.FromResult<IHostUnderTest>(new MemoryHostUnderTest(new FakeTimeProvider(MemoryHostUnderTest.Start), world));
}

public sealed class PoolAlarmConformance : AlarmConformance
{
    protected override Task<IHostUnderTest> StartAsync(ProbeWorld world) =>
        Task.FromResult<IHostUnderTest>(new MemoryHostUnderTest(new FakeTimeProvider(MemoryHostUnderTest.Start), world));
}
