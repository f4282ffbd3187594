using CallQueue.Hosting.Local;
using CallQueue.Simulation.Nodes;
using CallQueue.Simulation.Running;

namespace CallQueue.Simulation.Probes;

/// <summary>A cluster of probes, and a way to wait for what they answer.</summary>
internal sealed class ProbeHost
{
    public ProbeHost(ulong seed = 1, int nodes = 1)
    {
        World = new World(seed, new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));
        Faults = new Faults(World.Chance.Fork());
        Cluster = new Cluster(World, Faults, _ => [Probe.KindWith(Log)]);
        for (int i = 0; i < nodes; i++) Cluster.StartNode();
    }

    public World World { get; }

    public Faults Faults { get; }

    public Cluster Cluster { get; }

    public List<string> Log { get; } = [];

    public Task<T> Tell<T>(string key, Func<Probe, Task<T>> turn) => Cluster.Send(null, Probe.At(key), actor => turn((Probe)actor));

    public T Ask<T>(string key, Func<Probe, Task<T>> turn)
    {
        Task<T> answer = Tell(key, turn);
        Run(answer);
        return answer.GetAwaiter().GetResult();
    }

    public void Run(Task task) => World.RunUntil(() => task.IsCompleted, World.Now + TimeSpan.FromHours(1));

    public void Run(TimeSpan time) => World.RunUntil(() => false, World.Now + time);

    public Activation Instance(string key) => Cluster.Find(Probe.At(key))!;

    public static ActorAddress Address(string key) => Probe.At(key);
}
