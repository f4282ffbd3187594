using CallQueue.Hosting.Local;

namespace CallQueue.Hosting.Memory;

/// <summary>The alarms of all actors, which outlive their instances. Thread-safe.</summary>
internal sealed class AlarmClock(TimeProvider time, Func<ActorAddress, Task> ring)
{
    /// <summary>How soon an alarm fires again that its actor neither set nor cleared.</summary>
    private static readonly TimeSpan RefireAfter = TimeSpan.FromSeconds(30);

    /// <summary>Timers can't wait longer than seven weeks.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<ActorAddress, Alarm> _alarms = [];

    public bool Has(ActorAddress owner)
    {
        lock (_lock) return _alarms.ContainsKey(owner);
    }

    /// <summary>Sets or clears an alarm, replacing the earlier one.</summary>
    public void Set(ActorAddress owner, DateTimeOffset? dueAt)
    {
        lock (_lock)
        {
            if (_alarms.Remove(owner, out Alarm? old)) old.Timer.Dispose();
            if (dueAt is not { } at) return;
            var alarm = new Alarm { Owner = owner, DueAt = at };
            alarm.Timer = time.CreateTimer(_ => RingIfDue(alarm), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _alarms[owner] = alarm;
            Wait(alarm, at - time.GetUtcNow());
        }
    }

    /// <summary>Fires an alarm, due or not; does nothing when none is set.</summary>
    public void RingNow(ActorAddress owner)
    {
        lock (_lock)
            if (_alarms.ContainsKey(owner)) Set(owner, time.GetUtcNow());
    }

    /// <summary>No alarm fires until it is set again or <see cref="RingAllNow"/>.</summary>
    public void Silence()
    {
        lock (_lock)
            foreach (Alarm alarm in _alarms.Values) alarm.Timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Fires every alarm once, due or not.</summary>
    public void RingAllNow()
    {
        lock (_lock)
            foreach (ActorAddress owner in _alarms.Keys.ToList()) Set(owner, time.GetUtcNow());
    }

    private void RingIfDue(Alarm alarm)
    {
        lock (_lock)
        {
            if (_alarms.GetValueOrDefault(alarm.Owner) != alarm) return;
            TimeSpan left = alarm.DueAt - time.GetUtcNow();
            Wait(alarm, left > TimeSpan.Zero ? left : RefireAfter);
            if (left > TimeSpan.Zero) return;
        }

        _ = ring(alarm.Owner);
    }

    private static void Wait(Alarm alarm, TimeSpan wait) => alarm.Timer.Change(
        wait < TimeSpan.Zero ? TimeSpan.Zero : wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);

    private sealed class Alarm
    {
        public required ActorAddress Owner { get; init; }

        public required DateTimeOffset DueAt { get; init; }

        public ITimer Timer { get; set; } = null!;
    }
}
