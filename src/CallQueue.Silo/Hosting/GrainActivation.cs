using CallQueue.Grains;

namespace CallQueue.Hosting;

/// <summary>
/// The time of one actor instance within its grain, and all that the instance sees of the host. It ends with the first
/// write that fails: from then on it may neither read nor write, and turns that have begun run to their end. Used on the grain's
/// scheduler only.
/// </summary>
internal sealed class GrainActivation : IActorContext, IRecords, IAlarm
{
    private readonly GrainRecords _records;
    private readonly ReminderAlarm _alarm;
    private readonly ActorServices _services;
    private readonly Func<IActorContext, IActor> _create;
    private readonly Task _predecessorOver;
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<TaskCompletionSource> _waiting = [];
    private IActor? _actor;
    private Task? _ready;
    private int _turns;
    private int _writes;
    private bool _isReleased;
    private CancellationTokenRegistration _atStop;

    /// <param name="key">The actor's key.</param>
    /// <param name="records">Its records.</param>
    /// <param name="alarm">Its alarm.</param>
    /// <param name="services">What the silo's actors share.</param>
    /// <param name="create">Makes the actor.</param>
    /// <param name="predecessorOver">Completes when no write of an earlier instance is in progress.</param>
    public GrainActivation(
        string key, GrainRecords records, ReminderAlarm alarm, ActorServices services, Func<IActorContext, IActor> create, Task predecessorOver) =>
        (Key, _records, _alarm, _services, _create, _predecessorOver) = (key, records, alarm, services, create, predecessorOver);

    public string Key { get; }

    /// <summary>Asked before the actor is made; false: it must not run yet. Null: it may.</summary>
    public Func<Task<bool>>? MayBegin { get; init; }

    public TimeProvider Time => _services.Time;

    public IActors Actors => _services.Actors;

    public IRecords Records => this;

    public IAlarm Alarm => this;

    public IActor Actor => _actor!;

    public bool HasEnded { get; private set; }

    /// <summary>It ended because another instance had written: this grain may no longer own the key.</summary>
    public bool WasRefused { get; private set; }

    /// <summary>Completes when it has ended and none of its writes is in progress.</summary>
    public Task WhenOver => _over.Task;

    /// <summary>
    /// Completes when the actor has loaded its records; throws what the actor threw. Those who wait continue in the order in
    /// which they came: awaiting one task together they would not.
    /// </summary>
    public Task ReadyAsync()
    {
        if (_ready is not null) return _ready;
        var turn = new TaskCompletionSource();
        _waiting.Add(turn);
        if (_waiting.Count == 1) _ = BeginAsync();
        return turn.Task;
    }

    /// <summary>Begins a turn; false when the activation has ended meanwhile.</summary>
    public bool TryEnter()
    {
        if (!HasEnded) _turns++;
        return !HasEnded;
    }

    /// <summary>Ends a turn; true when it was the last one of an ended activation.</summary>
    public bool Leave()
    {
        _turns--;
        if (!HasEnded || _turns > 0) return false;
        _ = ReleaseAsync();
        return true;
    }

    /// <summary>Ends it because the grain goes: what the actor still waits for may be written first.</summary>
    public async Task CloseAsync()
    {
        await ReleaseAsync();
        End();
    }

    public async ValueTask<StoredRecord?> LoadAsync(string name, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        if (HasEnded) throw Refusal();
        return await _records.LoadAsync(name);
    }

    public async ValueTask<IReadOnlyList<RecordVersion>> SaveAsync(IReadOnlyList<RecordWrite> batch, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        if (batch.Count == 0) return [];
        RecordVersion[] versions = [];
        await WriteAsync(async () => versions = await _records.SaveAsync(batch));
        return versions;
    }

    public async ValueTask SetAsync(DateTimeOffset? dueAt, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        await WriteAsync(() => _alarm.SetAsync(dueAt));
    }

    /// <summary>A write that was submitted is not canceled, since its result would be unknown.</summary>
    private async Task WriteAsync(Func<Task> write)
    {
        if (HasEnded) throw Refusal();
        _writes++;
        try
        {
            await write();
        }
        catch (StorageException e)
        {
            if (!HasEnded) _services.Log.Ended(Key, e.Message);
            WasRefused |= e is RecordConflictException;
            End();
            throw;
        }
        finally
        {
            _writes--;
            if (HasEnded && _writes == 0) _over.TrySetResult();
        }
    }

    private async Task BeginAsync()
    {
        Task activation = ActivateAsync();
        await activation.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        _ready = activation;
        foreach (TaskCompletionSource turn in _waiting) turn.SetFromTask(activation);
    }

    private async Task ActivateAsync()
    {
        try
        {
            await _predecessorOver;
            if (MayBegin is not null && !await MayBegin()) throw new StorageException($"'{Key}' is being imported; repeat the request");
            _actor = _create(this);
            await _actor.ActivateAsync(CancellationToken.None);
            if (_actor is IWatched watched) EndWatchesAtStop(watched);
        }
        catch (Exception e)
        {
            _services.Log.NotActivated(Key, e);
            End();
            await ReleaseAsync();
            throw;
        }
    }

    /// <summary>Those that only wait for news are answered, now and from now on: this instance is about to end.</summary>
    public void EndWatches() => (_actor as IWatched)?.EndWatches();

    /// <summary>A silo that stops waits for the requests of its grains: those that only wait for news are answered, on the grain's scheduler.</summary>
    private void EndWatchesAtStop(IWatched actor)
    {
        TaskScheduler scheduler = TaskScheduler.Current;
        _atStop = _services.Stopping.Register(() => _ = Task.Factory.StartNew(actor.EndWatches, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler));
    }

    private void End()
    {
        HasEnded = true;
        if (_writes == 0) _over.TrySetResult();
        if (_turns == 0 && _ready is not null) _ = ReleaseAsync(); // A write between turns failed: no turn will be the last.
    }

    private async Task ReleaseAsync()
    {
        if (_isReleased || _actor is null) return;
        _isReleased = true;
        _atStop.Unregister();
        try
        {
            await _actor.DisposeAsync();
        }
        catch (Exception e)
        {
            _services.Log.NotReleased(Key, e);
        }
    }

    private StorageException Refusal() => new($"this instance of '{Key}' has ended; repeat the request");
}
