namespace CallQueue.Hosting;

/// <summary>Counts the open turns of all actors, so that a stop can wait for them.</summary>
internal sealed class OpenTurns
{
    private readonly Lock _gate = new();
    private int _count;
    private bool _closed;
    private TaskCompletionSource? _none;

    /// <summary>False once closed: the turn may not begin.</summary>
    public bool TryEnter()
    {
        lock (_gate)
        {
            if (!_closed) _count++;
            return !_closed;
        }
    }

    public void Leave()
    {
        lock (_gate)
            if (--_count == 0) _none?.TrySetResult();
    }

    /// <summary>Completes at a moment without open turns.</summary>
    public Task WhenNone()
    {
        lock (_gate)
        {
            if (_count == 0) return Task.CompletedTask;
            _none = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _none.Task;
        }
    }

    public void Close()
    {
        lock (_gate) _closed = true;
    }
}
