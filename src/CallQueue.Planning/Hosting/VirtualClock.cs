namespace CallQueue.Planning.Hosting;

/// <summary>Time that does not advance until all work waits for it, then jumps to the next timer.</summary>
internal sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    private readonly PriorityQueue<VirtualTimer, (DateTimeOffset At, long Order)> _timers = new();
    private DateTimeOffset _now = start;
    private long _order;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period != Timeout.InfiniteTimeSpan) throw new NotSupportedException("the virtual clock supports one-shot timers only");
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Jumps to the next timer and fires it; false when there is none.</summary>
    public bool JumpToNext()
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

    private sealed class VirtualTimer(VirtualClock clock, TimerCallback callback, object? state) : ITimer
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
