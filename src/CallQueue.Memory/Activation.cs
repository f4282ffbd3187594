using CallQueue.Hosting.Local;

namespace CallQueue.Hosting.Memory;

/// <summary>One instance of an actor. All of it runs on <see cref="Line"/> unless said otherwise.</summary>
internal sealed class Activation
{
    private readonly MemoryHost _host;
    private readonly ActorKind _kind;
    private readonly ObjectContext? _objects;
    private readonly List<TaskCompletionSource> _waiting = [];
    private IActor? _actor;
    private Task? _ready;
    private int _turns;
    private bool _isReleased;
    private volatile bool _hasEnded;
    private volatile bool _isKilled;

    public Activation(MemoryHost host, ActorAddress address, ActorKind kind, SynchronizationContext line)
    {
        (_host, Address, _kind, Line) = (host, address, kind, line);
        _objects = host.KeepsObjects ? new ObjectContext(host, address) : null;
        _ = BeginAsync();
    }

    public ActorAddress Address { get; }

    /// <summary>Where its code runs, one piece at a time, first come first served.</summary>
    public SynchronizationContext Line { get; }

    public IActor Actor => _actor!;

    /// <summary>No turn begins any more, and those that have begun can't write. Any thread.</summary>
    public bool HasEnded => _hasEnded;

    /// <summary>Its process has died: none of its requests is ever answered. Any thread.</summary>
    public bool IsKilled => _isKilled;

    /// <summary>After the end: completes when a successor may begin.</summary>
    public Task Replaced { get; private set; } = Task.CompletedTask;

    /// <summary>
    /// Completes once the actor is activated; fails as its activation does. Those who wait continue at once and in the order in which they came, before
    /// anybody who comes later: awaiting one task together they would not.
    /// </summary>
    public Task ReadyAsync()
    {
        if (_ready is not null) return _ready;
        var turn = new TaskCompletionSource();
        _waiting.Add(turn);
        return turn.Task;
    }

    /// <summary>A turn has arrived; <see cref="Leave"/> follows.</summary>
    public void Enter() => _turns++;

    public void Leave()
    {
        if (--_turns > 0) return;
        if (_hasEnded) _ = ReleaseAsync();
        else if (_objects is { IsForgotten: true }) End();
    }

    /// <summary>Ends the instance, because a write failed or it has no records left. It is released after its last turn.</summary>
    public void End()
    {
        if (_hasEnded) return;
        _hasEnded = true;
        _host.Vacate(this);
        if (_turns == 0) Line.Post(_ => _ = ReleaseAsync(), null);
    }

    /// <summary>Any thread.</summary>
    public void Kill() => _isKilled = _hasEnded = true;

    /// <summary>Releases the actor unless it has turns; turns that arrive meanwhile wait for the successor. Any thread.</summary>
    public async Task CloseIfIdleAsync()
    {
        await new Arrival(Line);
        if (_turns > 0 || _hasEnded || _ready is null) return;
        _hasEnded = true;
        await (Replaced = CloseAsync());
    }

    private async Task BeginAsync()
    {
        await new Arrival(Line);
        Task activation = ActivateAsync();
        await activation.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        _ready = activation;
        foreach (TaskCompletionSource turn in _waiting) turn.SetFromTask(activation);
    }

    private async Task ActivateAsync()
    {
        try
        {
            _actor = _kind.Create((IActorContext?)_objects ?? new MemoryContext(_host, this));
            await _actor.ActivateAsync(CancellationToken.None);
            if (_hasEnded) throw MemoryContext.Refusal();
        }
        catch
        {
            End();
            throw;
        }
    }

    private async Task CloseAsync()
    {
        await ReleaseAsync();
        _host.Vacate(this);
    }

    private async Task ReleaseAsync()
    {
        if (_isReleased || _isKilled || _actor is null) return;
        _isReleased = true;
        try
        {
            await _actor.DisposeAsync();
        }
        catch (Exception)
        {
            // The instance has ended; there is no caller to report to.
        }
    }
}
