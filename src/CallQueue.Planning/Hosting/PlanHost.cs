using CallQueue.Hosting;
using CallQueue.Hosting.Local;

namespace CallQueue.Planning.Hosting;

/// <summary>
/// Core's actors in memory, on one thread and in virtual time: the fourth host, for forecasts. Nothing fails here and
/// nothing outlives it.
/// </summary>
internal sealed class PlanHost : ITurns
{
    private readonly SingleThread _thread = new();
    private readonly Dictionary<string, ActorKind> _kinds;
    private readonly Dictionary<ActorAddress, PlanActor> _actors = [];

    public PlanHost(VirtualClock clock, CallQueueServices services)
    {
        Clock = clock;
        _kinds = CallQueueActors.Kinds(services).ToDictionary(kind => kind.Name, StringComparer.Ordinal);
        Actors = new LocalActors(this);
    }

    public VirtualClock Clock { get; }

    public LocalActors Actors { get; }

    /// <summary>Plays <paramref name="script"/> to its end; blocks the caller's thread.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> came first.</exception>
    public void Play(Func<Task> script, CancellationToken cancellation) => _thread.Run(script, Clock.JumpToNext, cancellation);

    /// <inheritdoc/>
    public async Task<T> RunAsync<T>(ActorAddress address, Func<IActor, Task<T>> turn)
    {
        // Like every host: a caller continues with its own turn first.
        await Task.Yield();
        if (!_actors.TryGetValue(address, out PlanActor? actor))
        {
            actor = new PlanActor(this, address, _kinds[address.Kind]);
            _actors.Add(address, actor);
        }

        try
        {
            await actor.EnterAsync();
            return await actor.TakeTurn(turn);
        }
        finally
        {
            actor.Leave();

            // An actor without records equals a new one, so only actors with records stay in memory.
            if (actor.IsForgotten) _actors.Remove(address);
        }
    }

    /// <summary>Rings an actor's alarm.</summary>
    public void Ring(ActorAddress address) => _thread.Post(
        _ => _ = RunAsync(address, async actor =>
        {
            await actor.OnAlarmAsync(CancellationToken.None);
            return true;
        }), null);
}
