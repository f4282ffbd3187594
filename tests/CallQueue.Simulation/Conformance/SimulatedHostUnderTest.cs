using CallQueue.Conformance;
using CallQueue.Conformance.Probes;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Simulation.Nodes;
using CallQueue.Simulation.Running;

namespace CallQueue.Simulation.Conformance;

/// <summary>The simulation's host in calm weather on one node, with a world of its own; scenarios run inside that world.</summary>
internal sealed class SimulatedHostUnderTest : IHostUnderTest
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(2);

    private readonly World world;
    private readonly ProbeWorld probes;
    private readonly Faults faults;
    private readonly Cluster cluster;
    private Cluster? twins;

    public SimulatedHostUnderTest(World world, ProbeWorld probes)
    {
        (this.world, this.probes) = (world, probes);
        faults = new Faults(world.Chance.Fork()) { WireKeepsOrder = true };
        cluster = Start(null);
    }

    public DateTimeOffset Now => world.Now;

    public IProbe Probe(string key) => new ProbeProxy(new Door(cluster), key);

    /// <summary>By a second cluster over the same records.</summary>
    public IProbe Twin(string key) => new ProbeProxy(new Door(twins ??= Start(cluster.Store)), key);

    /// <summary>A moment longer than asked for: what rang at the last instant is to arrive.</summary>
    public Task AdvanceAsync(TimeSpan time) => world.Delay(time + TimeSpan.FromMilliseconds(100));

    public async Task LetIdleActorsGoAsync()
    {
        await world.Delay(Idle * 1.5);
        cluster.LetIdleGo(Idle);
        await world.Delay(TimeSpan.FromMilliseconds(100));
    }

    public async Task KillAndRestartAsync(TimeSpan downtime = default)
    {
        foreach (Node node in cluster.Nodes.ToArray()) cluster.Crash(node);
        twins = null;
        await world.Delay(downtime);
        cluster.StartNode();
    }

    public void BreakStorage() => faults.Rates = new FaultRates { SaveFails = 1 };

    public void MendStorage() => faults.Rates = FaultRates.None;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Cluster Start(RecordStore? store)
    {
        Cluster made = null!;
        var kind = new ActorKind(ProbeProxy.Kind, context => new ProbeActor(context, probes, key => new ProbeProxy(new Door(made), key)));
        made = new Cluster(world, faults, _ => [kind], store: store);
        made.StartNode();
        return made;
    }

    /// <summary>The way from outside to the actors of a cluster.</summary>
    private sealed class Door(Cluster cluster) : ITurns
    {
        public Task<T> RunAsync<T>(ActorAddress address, Func<IActor, Task<T>> turn) => cluster.Send(null, address, turn);
    }
}
