using CallQueue.Conformance;
using CallQueue.Conformance.Probes;
using CallQueue.Simulation.Running;

namespace CallQueue.Simulation.Conformance;

/// <summary>Runs a conformance scenario inside a simulated world: on its thread and by its clock.</summary>
internal static class Inside
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static Task RunAsync(Func<IHostUnderTest, ProbeWorld, Task> scenario)
    {
        var world = new World(1, Start);
        var probes = new ProbeWorld();
        Exception? failure = null;
        bool isOver = false;
        world.Outside.Post(async void () =>
        {
            try
            {
                await scenario(new SimulatedHostUnderTest(world, probes), probes);
            }
            catch (Exception e)
            {
                failure = e;
            }

            isOver = true;
        });
        if (!world.RunUntil(() => isOver, Start + TimeSpan.FromDays(365))) failure = new TimeoutException("the scenario never ended");
        return failure is null ? Task.CompletedTask : Task.FromException(failure);
    }
}

public sealed class SimulationTurnConformance : TurnConformance
{
    protected override Task<IHostUnderTest> StartAsync(ProbeWorld world) => throw new NotSupportedException("scenarios run inside");

    protected override Task RunAsync(Func<IHostUnderTest, ProbeWorld, Task> scenario) => Inside.RunAsync(scenario);
}

public sealed class SimulationLifeConformance : LifeConformance
{
    protected override Task<IHostUnderTest> StartAsync(ProbeWorld world) => throw new NotSupportedException("scenarios run inside");

    protected override Task RunAsync(Func<IHostUnderTest, ProbeWorld, Task> scenario) => Inside.RunAsync(scenario);
}

public sealed class SimulationRecordConformance : RecordConformance
{
    protected override Task<IHostUnderTest> StartAsync(ProbeWorld world) => throw new NotSupportedException("scenarios run inside");

    protected override Task RunAsync(Func<IHostUnderTest, ProbeWorld, Task> scenario) => Inside.RunAsync(scenario);
}

public sealed class SimulationFencingConformance : FencingConformance
{
    protected override Task<IHostUnderTest> StartAsync(ProbeWorld world) => throw new NotSupportedException("scenarios run inside");

    protected override Task RunAsync(Func<IHostUnderTest, ProbeWorld, Task> scenario) => Inside.RunAsync(scenario);
}

public sealed class SimulationAlarmConformance : AlarmConformance
{
    protected override Task<IHostUnderTest> StartAsync(ProbeWorld world) => throw new NotSupportedException("scenarios run inside");

    protected override Task RunAsync(Func<IHostUnderTest, ProbeWorld, Task> scenario) => Inside.RunAsync(scenario);
}
