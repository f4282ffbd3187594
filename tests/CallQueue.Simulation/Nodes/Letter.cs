using CallQueue.Hosting;
using CallQueue.Hosting.Local;

namespace CallQueue.Simulation.Nodes;

/// <summary>One call of an actor, on its way there, being carried out, or on its way back.</summary>
internal abstract class Letter(ActorAddress to, Activation? from)
{
    public ActorAddress To => to;

    /// <summary>The instance that waits for the answer; null for the world outside.</summary>
    public Activation? From => from;

    /// <summary>True once the caller has its answer or has given up.</summary>
    public abstract bool Answered { get; }

    public abstract void Fail(Exception why);

    /// <summary>Runs the turn; the returned action gives its result to the caller.</summary>
    public abstract Task<Action> CarryOutAsync(IActor actor);
}

/// <inheritdoc/>
internal sealed class Letter<T>(ActorAddress to, Activation? from, Func<IActor, Task<T>> turn) : Letter(to, from)
{
    private readonly TaskCompletionSource<T> answer = new();

    public Task<T> Answer => answer.Task;

    public override bool Answered => answer.Task.IsCompleted;

    public override void Fail(Exception why) => answer.TrySetException(why);

    public override async Task<Action> CarryOutAsync(IActor actor)
    {
        try
        {
            T result = await turn(actor);
            return () => answer.TrySetResult(result);
        }
        catch (Exception e)
        {
            return () => answer.TrySetException(e);
        }
    }
}
