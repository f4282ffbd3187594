using CallQueue.Hosting.Local;

namespace CallQueue.Hosting.Memory;

/// <summary>
/// Runs actors in memory, for planning and for tests. Nothing outlives the host but its <see cref="Store"/>.
/// <para>
/// On <see cref="VirtualTime"/> everything runs on one thread: a day of calls takes milliseconds, and the same script always
/// runs the same way. On any other clock each actor runs on the thread pool, one piece of code at a time.
/// </para>
/// Thread-safe.
/// </summary>
public sealed class MemoryHost : ITurns
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ActorAddress, Activation> _activations = [];
    private readonly AlarmClock _alarms;
    private Dictionary<string, ActorKind> _kinds = [];

    /// <param name="time">The actors' clock; decides where they run.</param>
    /// <param name="store">Null: an empty one. Two hosts over one store run twins of each actor, as a cluster may for a moment.</param>
    public MemoryHost(TimeProvider time, MemoryStore? store = null)
    {
        (Time, Store) = (time, store ?? new MemoryStore());
        _alarms = new AlarmClock(time, RingAsync);
        Actors = new LocalActors(this);
        Wire = this;
    }

    public TimeProvider Time { get; }

    /// <summary>References to the actors, for callers outside of them.</summary>
    public LocalActors Actors { get; }

    /// <summary>The records of all actors; unused when <see cref="KeepsObjects"/>.</summary>
    public MemoryStore Store { get; }

    /// <summary>What actors send to each other goes through this. Default: the host itself. Tests wrap it to delay or lose messages.</summary>
    public ITurns Wire { get; set; }

    /// <summary>
    /// Whether an actor keeps its records as objects (<see cref="IObjectRecords"/>), which is several times faster. They live as
    /// long as the actor: it can't crash, and it is released only when it has deleted its last record.
    /// </summary>
    public bool KeepsObjects { get; init; }

    /// <summary>Actors made from now on are of these kinds.</summary>
    public void Use(IReadOnlyList<ActorKind> kinds) => _kinds = kinds.ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no such kind.</exception>
    public async Task<T> RunAsync<T>(ActorAddress address, Func<IActor, Task<T>> turn)
    {
        while (true)
        {
            Activation activation = Find(address);
            await new Arrival(activation.Line);
            activation.Enter();
            try
            {
                await activation.ReadyAsync();
                if (!activation.HasEnded) return await turn(activation.Actor);
            }
            finally
            {
                activation.Leave();
            }

            // It ended before this turn began; the turn belongs to its successor.
            await activation.Replaced;
        }
    }

    /// <summary>
    /// Drops an actor's memory, as if its process had died: turns that have begun never end, and their callers get no answer.
    /// Its alarm, if set, fires at once, as at a start.
    /// </summary>
    public void Crash(ActorAddress address)
    {
        if (!Remove(address)) return;
        _alarms.RingNow(address);
    }

    /// <summary>Drops the memory of all actors, as if the process had died and started again: every alarm fires once, due or not.</summary>
    public void Crash()
    {
        Kill();
        Restart();
    }

    /// <summary>Drops the memory of all actors; records and alarms stay. No alarm fires until <see cref="Restart"/>.</summary>
    public void Kill()
    {
        _alarms.Silence();
        List<ActorAddress> all;
        lock (_lock) all = [.. _activations.Keys];
        foreach (ActorAddress address in all) Remove(address);
    }

    /// <summary>Starts again after <see cref="Kill"/>: fires every alarm once, due or not.</summary>
    public void Restart() => _alarms.RingAllNow();

    /// <summary>Releases all actors without a running turn. The host never does this itself: tests and plans are short.</summary>
    public async Task LetIdleActorsGoAsync()
    {
        List<Activation> all;
        lock (_lock) all = [.. _activations.Values];
        await Task.WhenAll(all.Select(activation => activation.CloseIfIdleAsync()));
    }

    internal void SetAlarm(ActorAddress owner, DateTimeOffset? dueAt) => _alarms.Set(owner, dueAt);

    internal bool HasAlarm(ActorAddress owner) => _alarms.Has(owner);

    /// <summary>Removes an instance that has ended; the next call gets a new one.</summary>
    internal void Vacate(Activation ended)
    {
        lock (_lock)
            if (_activations.TryGetValue(ended.Address, out Activation? current) && current == ended) _activations.Remove(ended.Address);
    }

    private Activation Find(ActorAddress address)
    {
        lock (_lock)
        {
            if (_activations.TryGetValue(address, out Activation? found)) return found;
            if (!_kinds.TryGetValue(address.Kind, out ActorKind? kind)) throw new ArgumentException($"There is no kind of actor named '{address.Kind}'.", nameof(address));
            var line = Time is VirtualTime virtualTime ? virtualTime.Line : new PoolLine();
            return _activations[address] = new Activation(this, address, kind, line);
        }
    }

    private bool Remove(ActorAddress address)
    {
        lock (_lock)
        {
            if (!_activations.Remove(address, out Activation? activation)) return false;
            activation.Kill();
            return true;
        }
    }

    private async Task RingAsync(ActorAddress address)
    {
        try
        {
            await RunAsync(address, static async actor =>
            {
                await actor.OnAlarmAsync(CancellationToken.None);
                return true;
            });
        }
        catch (Exception)
        {
            // The alarm fires again, because the actor has neither set nor cleared it.
        }
    }
}
