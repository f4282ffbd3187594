namespace CallQueue.Simulation.Running;

/// <summary>
/// The world's time, as one process sees it: its timers fire as work of that process's pool, so they wait while it is
/// frozen and never fire once it has crashed. They fire a little late, and now and then a millisecond early, as timers do.
/// </summary>
internal sealed class VirtualTime(World world, Strand pool, Chance chance) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => world.Now;

    public override long GetTimestamp() => world.Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private TimeSpan Off() => chance.Of(0.05) ? TimeSpan.FromMilliseconds(-1) : chance.Of(0.3) ? chance.Seconds(0, 0.015) : TimeSpan.Zero;

    private sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        private int armed;
        private TimeSpan every;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (armed < 0) return false;
            armed++;
            every = period;
            if (dueTime != Timeout.InfiniteTimeSpan) Arm(dueTime);
            return true;
        }

        public void Dispose() => armed = -1;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Arm(TimeSpan due)
        {
            int which = armed;
            time.ThisWorld.After(due + time.Off(), () => time.Pool.Post(() => Fire(which)));
        }

        private void Fire(int which)
        {
            if (which != armed) return;
            if (every > TimeSpan.Zero) Arm(every);
            callback(state);
        }
    }

    private World ThisWorld => world;

    private Strand Pool => pool;
}
