namespace CallQueue.Hosting;

/// <summary>
/// Runs one actor's code on the thread pool, one piece at a time, in the order it became ready. A piece never runs
/// inside another piece, so turns interleave only at awaits.
/// </summary>
internal sealed class TurnScheduler(TimeProvider time) : TaskScheduler, IThreadPoolWorkItem
{
    /// <summary>The most pieces in a row before other actors get the thread.</summary>
    private const int Burst = 64;

    private readonly Queue<Task> _ready = new();
    private bool _working;
    private long _lastQueued = time.GetTimestamp();

    /// <summary>The time since the last piece was queued; zero while one waits.</summary>
    public TimeSpan IdleFor()
    {
        lock (_ready) return _ready.Count > 0 ? TimeSpan.Zero : time.GetElapsedTime(_lastQueued);
    }

    /// <summary>Queues a piece of code; its continuations run on this scheduler too.</summary>
    public void Run(Action<object?> code, object state) =>
        Task.Factory.StartNew(code, state, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);

    void IThreadPoolWorkItem.Execute()
    {
        for (var i = 0; i < Burst; i++)
        {
            if (!TryTake(out var task)) return;
            TryExecuteTask(task);
        }
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    protected override void QueueTask(Task task)
    {
        lock (_ready)
        {
            _ready.Enqueue(task);
            _lastQueued = time.GetTimestamp();
            if (_working) return;
            _working = true;
        }
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_ready) return [.. _ready];
    }

    private bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Task? task)
    {
        lock (_ready)
        {
            if (_ready.TryDequeue(out task)) return true;
            _working = false;
            return false;
        }
    }
}
