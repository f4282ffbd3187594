using CallQueue.Hosting.Local;
using CallQueue.Storage;

namespace CallQueue.Hosting;

/// <summary>
/// One instance of an actor, from its first turn until it is deactivated. Turns begin in the order in which they arrive.
/// When the instance ends, turns that have not begun are passed on to its successor.
/// </summary>
internal sealed class Activation
{
    private readonly StandaloneHost _host;
    private readonly Func<IActorContext, IActor> _create;
    private readonly Task _predecessorOver;
    private readonly TurnScheduler _scheduler;
    private readonly Queue<Turn> _arrived;
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ActorContext? _context;
    private IActor? _actor;
    private Stage _stage;
    private int _begun;
    private bool _isDone;
    private bool _releasing;

    /// <param name="host">Its host.</param>
    /// <param name="address">The actor's address.</param>
    /// <param name="create">Creates the actor.</param>
    /// <param name="predecessorOver">Completes when no write of an earlier instance is in progress.</param>
    /// <param name="arrived">Turns that the earlier instance had not begun.</param>
    /// <param name="generation">The host's; of a successor the earlier instance's, since so are its turns.</param>
    public Activation(
        StandaloneHost host, ActorAddress address, Func<IActorContext, IActor> create, Task predecessorOver, Queue<Turn> arrived, int generation)
    {
        (_host, Address, _create, _predecessorOver, _arrived, Generation) = (host, address, create, predecessorOver, arrived, generation);
        _scheduler = new TurnScheduler(host.Time);
        Fence = new WriteFence(address);
    }

    private enum Stage
    {
        /// <summary>No turn has arrived yet.</summary>
        New,

        /// <summary>Loading its records; turns wait.</summary>
        Activating,

        /// <summary>Turns begin as they arrive.</summary>
        Active,

        /// <summary>Deactivating without turns; turns that arrive wait for the successor.</summary>
        Closing,

        /// <summary>Accepts no more turns. Turns that have begun run to their end; their writes are rejected.</summary>
        Ended,
    }

    public ActorAddress Address { get; }

    /// <summary>The time in which this instance may write.</summary>
    public WriteFence Fence { get; }

    /// <summary>Of the host, when this instance was made.</summary>
    public int Generation { get; }

    /// <summary>Begins the turns passed on to it. Its host must have it by now, since it may end at once.</summary>
    public void Begin()
    {
        lock (_arrived)
            if (_stage == Stage.New && _arrived.Count > 0) Start();
    }

    /// <summary>Adds a turn to the end of the queue; false when this instance has ended and the turn must go to its successor.</summary>
    public bool TryAdd(Turn turn)
    {
        if (turn.Generation > Generation)
        {
            Abort(); // Made while writes were being lost, too late to be ended with the others.
            return false;
        }
        if (turn.Generation < Generation)
        {
            turn.Fail(Fence.Refusal());
            return true;
        }
        lock (_arrived)
        {
            if (_stage == Stage.Ended) return false;
            _arrived.Enqueue(turn);
            if (_stage == Stage.New) Start();
            else if (_stage == Stage.Active) BeginNextSoon();
            return true;
        }
    }

    /// <summary>
    /// Ends this instance because a write failed: the next turn goes to a new instance. An instance that fails while it loads
    /// its records ends by itself and fails its callers. May be called from any thread and repeatedly.
    /// </summary>
    public void Retire(UnavailableException cause)
    {
        Fence.Lose();
        if (_stage == Stage.Activating || !End()) return;
        _host.Log.Retired(Address, cause.Message);
        ReleaseWhenDone();
    }

    /// <summary>
    /// Ends this instance because a write was lost, its own or another's that it may have built on. Turns that have not begun fail, since what they follow from
    /// may be lost as well. Any thread.
    /// </summary>
    public void Abort()
    {
        Turn[] waiting;
        bool isActivating;
        lock (_arrived)
        {
            Fence.Abort();
            if (_stage == Stage.Ended) return;
            isActivating = _stage == Stage.Activating;
            _stage = Stage.Ended;
            waiting = [.. _arrived];
            _arrived.Clear();
            _host.Replace(this, null);
        }
        foreach (var turn in waiting) turn.Fail(Fence.Refusal());
        if (!isActivating) ReleaseWhenDone();
    }

    /// <summary>Deactivates the instance if it was idle for <paramref name="idleAfter"/>.</summary>
    public void CloseIfIdle(TimeSpan idleAfter)
    {
        lock (_arrived)
        {
            var free = _stage is Stage.New or Stage.Active && _begun == 0 && _arrived.Count == 0;
            if (free && _predecessorOver.IsCompleted && _scheduler.IdleFor() >= idleAfter) Close();
        }
    }

    /// <summary>Deactivates the instance as soon as none of its turns is open, unless another turn begins first.</summary>
    public void LetGoSoon()
    {
        lock (_arrived)
        {
            _isDone = true;
            CloseIfDone();
        }
    }

    /// <summary>Answers the turns that only wait for news.</summary>
    public void EndWatches()
    {
        lock (_arrived)
            if (_stage == Stage.Active && _actor is IWatched) _scheduler.Run(static self => ((IWatched)((Activation)self!)._actor!).EndWatches(), this);
    }

    /// <summary>Deactivates the instance even while it is busy; completes when its actor has been disposed, if no turn has begun.</summary>
    public Task CloseAsync()
    {
        lock (_arrived)
        {
            if (_stage is Stage.New or Stage.Active) Close();
            return _stage == Stage.Closing && _begun == 0 ? _released.Task : Task.CompletedTask;
        }
    }

    private void Start()
    {
        _stage = Stage.Activating;
        _scheduler.Run(static self => _ = ((Activation)self!).ActivateAsync(), this);
    }

    private async Task ActivateAsync()
    {
        try
        {
            await _predecessorOver;
            _actor = _create(_context = new ActorContext(_host, this));
            await _actor.ActivateAsync(_host.Stopping);
            if (Fence.HasEnded) throw Fence.Refusal();
        }
        catch (Exception e)
        {
            FailAll(e);
            return;
        }
        lock (_arrived)
        {
            if (_stage != Stage.Activating) return;
            _stage = Stage.Active;
            for (var i = 0; i < _arrived.Count; i++) BeginNextSoon();
        }
    }

    private void BeginNextSoon() => _scheduler.Run(static self => _ = ((Activation)self!).BeginNextAsync(), this);

    private async Task BeginNextAsync()
    {
        Turn? turn;
        lock (_arrived)
        {
            if (!_arrived.TryDequeue(out turn)) return;
            _begun++;
            _isDone = false;
        }
        _context!.Learn();
        await turn.RunAsync(_actor!);
        lock (_arrived)
        {
            _begun--;
            CloseIfDone();
        }
        turn.Answer();
        if (_stage == Stage.Ended) ReleaseWhenDone();
    }

    /// <summary>The next call retries; these callers have their answer.</summary>
    private void FailAll(Exception cause)
    {
        Queue<Turn> waiting;
        lock (_arrived)
        {
            waiting = new Queue<Turn>(_arrived);
            _arrived.Clear();
            End();
        }
        _host.Log.ActivationFailed(cause, Address);
        foreach (var turn in waiting) turn.Fail(cause);
        ReleaseWhenDone();
    }

    private void CloseIfDone()
    {
        if (_isDone && _stage == Stage.Active && _begun == 0 && _arrived.Count == 0) Close();
    }

    private void Close()
    {
        _stage = Stage.Closing;
        _scheduler.Run(static self => _ = ((Activation)self!).CloseNowAsync(), this);
    }

    private async Task CloseNowAsync()
    {
        await ReleaseAsync();
        if (_context is not null) await _context.SavedAsync();
        End();
    }

    /// <summary>Passes the place and the turns that have not begun to a successor. False when that was already done.</summary>
    private bool End()
    {
        lock (_arrived)
        {
            if (_stage == Stage.Ended) return false;
            _stage = Stage.Ended;
            Fence.End();
            var over = Fence.WhenOver;
            var vacant = _arrived.Count == 0 && over.IsCompleted;
            _host.Replace(this, vacant ? null : new Activation(_host, Address, _create, over, new Queue<Turn>(_arrived), Generation));
            _arrived.Clear();
            return true;
        }
    }

    /// <summary>Disposes the actor after the last of its turns, in its own scheduler.</summary>
    private void ReleaseWhenDone()
    {
        lock (_arrived)
            if (_begun == 0) _scheduler.Run(static self => _ = ((Activation)self!).ReleaseAsync(), this);
    }

    private async Task ReleaseAsync()
    {
        if (_releasing) return;
        _releasing = true;
        try
        {
            if (_actor is not null) await _actor.DisposeAsync();
        }
        catch (Exception e)
        {
            _host.Log.ReleaseFailed(e, Address);
        }
        _released.TrySetResult();
    }
}
