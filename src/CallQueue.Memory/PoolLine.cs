namespace CallQueue.Hosting.Memory;

/// <summary>Runs what is posted to it on the thread pool, one piece at a time, first come first served.</summary>
internal sealed class PoolLine : SynchronizationContext, IThreadPoolWorkItem
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _posted = new();
    private bool _isWorking;

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_posted)
        {
            _posted.Enqueue((d, state));
            if (_isWorking) return;
            _isWorking = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("everything is posted");

    void IThreadPoolWorkItem.Execute()
    {
        SetSynchronizationContext(this);
        try
        {
            while (TryTake(out (SendOrPostCallback Callback, object? State) next)) next.Callback(next.State);
        }
        finally
        {
            SetSynchronizationContext(null);
        }
    }

    private bool TryTake(out (SendOrPostCallback Callback, object? State) next)
    {
        lock (_posted) return _isWorking = _posted.TryDequeue(out next);
    }
}
