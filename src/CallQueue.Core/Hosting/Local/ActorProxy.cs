namespace CallQueue.Hosting.Local;

/// <summary>A reference to an actor that runs in this process: each call becomes a turn.</summary>
public abstract class ActorProxy<TActor>(ITurns turns, ActorAddress address)
{
    protected Task<T> Ask<T>(Func<TActor, Task<T>> turn) => turns.RunAsync(address, actor => turn((TActor)actor));

    protected Task Tell(Func<TActor, Task> turn) => turns.RunAsync(address, async actor =>
    {
        await turn((TActor)actor);
        return true;
    });
}
