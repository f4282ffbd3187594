using CallQueue.Hosting;
using CallQueue.Hosting.Local;

namespace CallQueue.Storage;

/// <summary>
/// The time in which one actor instance may write. It ends once; no write begins after that. Any thread may use it.
/// </summary>
internal sealed class WriteFence(ActorAddress owner)
{
    private readonly Lock _gate = new();
    private int _writing;
    private bool _ended;
    private bool _lost;
    private bool _aborted;
    private TaskCompletionSource? _quiet;

    public bool HasEnded => Volatile.Read(ref _ended);

    /// <summary>It ended because a write was lost: what the instance has in memory may be more than what is stored, and nothing of it may be used.</summary>
    public bool IsLost => Volatile.Read(ref _lost);

    /// <summary>Completes when the fence has ended and none of its writes is in progress: the stored state no longer changes.</summary>
    public Task WhenOver
    {
        get
        {
            lock (_gate)
            {
                if (_ended && _writing == 0) return Task.CompletedTask;
                _quiet ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return _quiet.Task;
            }
        }
    }

    public void End()
    {
        lock (_gate)
        {
            _ended = true;
            if (_writing == 0) _quiet?.TrySetResult();
        }
    }

    /// <summary>It was lost together with all other instances, so nobody builds on what it still has to write.</summary>
    public bool IsAborted => Volatile.Read(ref _aborted);

    /// <summary>Ends it because a write was lost: what is still to be written is not.</summary>
    public void Lose()
    {
        Volatile.Write(ref _lost, true);
        End();
    }

    /// <summary>Ends it because a write was lost, together with all other instances.</summary>
    public void Abort()
    {
        Volatile.Write(ref _aborted, true);
        Lose();
    }

    /// <exception cref="StorageException">The fence has ended.</exception>
    public void BeginWrite()
    {
        lock (_gate)
        {
            if (_ended) throw Refusal();
            _writing++;
        }
    }

    public void EndWrite()
    {
        lock (_gate)
        {
            if (--_writing == 0 && _ended) _quiet?.TrySetResult();
        }
    }

    public StorageException Refusal() => new($"This instance of {owner} was replaced by a newer one and can't use its records any more. Repeat the request.");
}
