using CallQueue.Hosting;
using CallQueue.Hosting.Local;

namespace CallQueue.Storage;

/// <summary>
/// The time in which one actor instance may write. It ends once; a write that was not committed by then
/// is rejected even if its versions would match. Any thread may use it.
/// </summary>
internal sealed class WriteFence(ActorAddress owner)
{
    private readonly Lock _gate = new();
    private int _writing;
    private bool _ended;
    private TaskCompletionSource? _quiet;

    public bool HasEnded => Volatile.Read(ref _ended);

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
