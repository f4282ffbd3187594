namespace CallQueue.Hosting.Memory;

/// <summary>
/// Time that does not advance until all work waits for it, then jumps to the next timer. The script, its actors and its timers
/// all run on the thread that plays the script.
/// </summary>
public sealed class VirtualTime(DateTimeOffset start) : TimeProvider
{
    private readonly SingleThread _thread = new();
    private readonly PriorityQueue<VirtualTimer, (DateTimeOffset At, long Order)> _timers = new();
    private DateTimeOffset _now = start;
    private long _order;

    /// <summary>Where everything runs.</summary>
    internal SynchronizationContext Line => _thread;

    /// <summary>Plays <paramref name="script"/> to its end; blocks the caller's thread.</summary>
    /// <exception cref="InvalidOperationException">The script waits, but no work and no timer is pending.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was canceled first; work in progress never continues.</exception>
    public void Play(Func<Task> script, CancellationToken cancellation = default) => _thread.Run(script, JumpToNext, cancellation);

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period != Timeout.InfiniteTimeSpan) throw new NotSupportedException("virtual time supports one-shot timers only");
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Jumps to the next timer and fires it; false when there is none.</summary>
    private bool JumpToNext()
    {
        while (_timers.TryDequeue(out VirtualTimer? timer, out (DateTimeOffset At, long Order) due))
        {
            if (timer.Order != due.Order) continue;
            if (due.At > _now) _now = due.At;
            timer.Fire();
            return true;
        }

        return false;
    }

    private sealed class VirtualTimer(VirtualTime clock, TimerCallback callback, object? state) : ITimer
    {
        public long Order { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Order = ++clock._order;
            if (dueTime >= TimeSpan.Zero) clock._timers.Enqueue(this, (clock._now + dueTime, Order));
            return true;
        }

        public void Fire()
        {
            Order = -1;
            callback(state);
        }

        public void Dispose() => Order = -1;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
