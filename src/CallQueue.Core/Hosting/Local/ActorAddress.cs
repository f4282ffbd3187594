namespace CallQueue.Hosting.Local;

/// <summary>Which actor, for hosts that run actors in their own process: its kind and its key. Both are stored; kinds never change.</summary>
public readonly record struct ActorAddress(string Kind, string Key)
{
    public override string ToString() => $"{Kind}/{Key}";
}

/// <summary>A kind of actor and how to make one.</summary>
public sealed record ActorKind(string Name, Func<IActorContext, IActor> Create);

/// <summary>What a host that runs actors in its own process offers to callers: a turn of the actor at an address.</summary>
public interface ITurns
{
    /// <summary>
    /// Runs <paramref name="turn"/> as a turn of the actor, activating it first if need be. Exceptions of the turn reach
    /// the caller as they are.
    /// </summary>
    Task<T> RunAsync<T>(ActorAddress address, Func<IActor, Task<T>> turn);
}
