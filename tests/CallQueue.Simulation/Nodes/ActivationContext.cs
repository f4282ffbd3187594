using CallQueue.Hosting;
using CallQueue.Hosting.Local;

namespace CallQueue.Simulation.Nodes;

/// <summary>What one instance is given.</summary>
internal sealed record ActivationContext(string Key, TimeProvider Time, IRecords Records, IAlarm Alarm, IActors Actors, Func<Task> Durable) : IActorContext
{
    public Task DurableAsync() => Durable();
}

/// <summary>The way to other actors from one instance (null: from outside).</summary>
internal sealed class Wire(Cluster cluster, Activation? from) : ITurns
{
    public Task<T> RunAsync<T>(ActorAddress address, Func<IActor, Task<T>> turn) => cluster.Send(from, address, turn);
}
