using CallQueue.Hosting.Local;
using CallQueue.Timing;
using Microsoft.Extensions.Logging;

namespace CallQueue.Hosting;

/// <summary>
/// All alarms, ordered by the time at which they ring, with one timer for the earliest: nothing runs while no alarm is due. The
/// store persists alarms and notifies the clock after each durable change.
/// </summary>
internal sealed class AlarmClock : IDisposable
{
    /// <summary>The most concurrent alarm turns, so that a start with many alarms does not load all actors at once.</summary>
    private const int MaxRinging = 64;

    /// <summary>After this long a slow turn no longer counts for <see cref="MaxRinging"/>.</summary>
    private static readonly TimeSpan SlowRing = TimeSpan.FromSeconds(5);

    /// <summary>The longest wait of the timer, and so the longest delay of an alarm after the wall clock was set forward.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(1);

    private readonly Func<ActorAddress, Task> _ring;
    private readonly TimeSpan _refireAfter;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly AlarmInstruments _instruments;
    private readonly ITimer _timer;
    private readonly Dictionary<ActorAddress, AlarmEntry> _alarms = [];
    private readonly SortedSet<AlarmEntry> _waiting = [];
    private int _ringing;
    private bool _running;

    /// <param name="ring">Runs an alarm as a turn of its actor.</param>
    /// <param name="refireAfter">The delay after which an alarm rings again that its actor neither set nor cleared.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Logs failed turns.</param>
    /// <param name="instruments">Measures how late alarms are; null: nothing does.</param>
    public AlarmClock(Func<ActorAddress, Task> ring, TimeSpan refireAfter, TimeProvider time, ILogger log, AlarmInstruments? instruments = null)
    {
        (_ring, _refireAfter, _time, _log, _instruments) = (ring, refireAfter, time, log, instruments ?? CallQueueInstruments.None.Alarms);
        _timer = time.CreateTimer(static self => ((AlarmClock)self!).RingDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Adds the alarms found by a restart. Each rings once at the start, due or not.</summary>
    public void Restore(IEnumerable<(ActorAddress Owner, DateTimeOffset DueAt)> found)
    {
        lock (_alarms)
            foreach (var (owner, dueAt) in found) Add(new AlarmEntry(owner, dueAt) { RingAt = DateTimeOffset.MinValue });
    }

    /// <summary>Starts ringing.</summary>
    public void Start()
    {
        lock (_alarms) _running = true;
        RingDue();
    }

    /// <summary>Stops ringing; turns in progress continue.</summary>
    public void Stop()
    {
        lock (_alarms) _running = false;
    }

    /// <summary>When the earliest alarm is due; null when none waits, and before <see cref="Start"/>.</summary>
    public DateTimeOffset? NextAt
    {
        get
        {
            // Those that a restart has found ring at once, due or not.
            lock (_alarms) return !_running || _waiting.Min is not { } first ? null : first.RingAt > first.DueAt ? first.RingAt : first.DueAt;
        }
    }

    public DateTimeOffset? Find(ActorAddress owner)
    {
        lock (_alarms) return _alarms.TryGetValue(owner, out var entry) ? entry.DueAt : null;
    }

    /// <summary>Sets the actor's alarm, or clears it, replacing the earlier one.</summary>
    public void Set(ActorAddress owner, DateTimeOffset? dueAt)
    {
        lock (_alarms)
        {
            if (_alarms.Remove(owner, out var old)) _waiting.Remove(old);
            if (dueAt is { } due) Add(new AlarmEntry(owner, due));
            Arm();
        }
    }

    public void Dispose()
    {
        Stop();
        _timer.Dispose();
    }

    private void Add(AlarmEntry entry)
    {
        _alarms[entry.Owner] = entry;
        _waiting.Add(entry);
    }

    private void RingDue()
    {
        while (TakeDue() is { } entry) _ = RingAsync(entry);
    }

    /// <summary>The next due alarm, already scheduled to ring again in case its actor neither sets nor clears it.</summary>
    private AlarmEntry? TakeDue()
    {
        lock (_alarms)
        {
            var now = _time.GetUtcNow();
            while (_running && _ringing < MaxRinging && _waiting.Min is { } first && first.RingAt <= now)
            {
                if (first.RingAt == first.DueAt) _instruments.Rang(first.Owner.Kind, first.DueAt, now); // Neither found by a restart nor a repetition.
                Rebook(first, now + _refireAfter);
                if (first.Ringing) continue;
                first.Ringing = true;
                _ringing++;
                return first;
            }
            Arm();
            return null;
        }
    }

    private async Task RingAsync(AlarmEntry entry)
    {
        var turn = RingOnceAsync(entry);
        await turn.WaitAsync(SlowRing, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_alarms) _ringing--;
        RingDue();
    }

    private async Task RingOnceAsync(AlarmEntry entry)
    {
        try
        {
            await _ring(entry.Owner);
            lock (_alarms) (entry.Ringing, entry.Failures) = (false, 0);
        }
        catch (Exception e)
        {
            var delay = Failed(entry);
            _log.AlarmFailed(e, entry.Owner, delay);
        }
    }

    private TimeSpan Failed(AlarmEntry entry)
    {
        lock (_alarms)
        {
            entry.Ringing = false;
            var delay = TimeSpan.FromSeconds(Math.Min(1L << Math.Min(entry.Failures++, 10), (long)LongestBackoff.TotalSeconds));
            Rebook(entry, _time.GetUtcNow() + delay);
            Arm();
            return delay;
        }
    }

    /// <summary>Unless it was set or cleared in the meantime.</summary>
    private void Rebook(AlarmEntry entry, DateTimeOffset ringAt)
    {
        if (!_waiting.Remove(entry)) return;
        entry.RingAt = ringAt;
        _waiting.Add(entry);
    }

    /// <summary>Rounded up, since a timer that fires early would find no due alarm.</summary>
    private void Arm()
    {
        if (!_running || _ringing >= MaxRinging || _waiting.Min is not { } first) return;
        var wait = first.RingAt - _time.GetUtcNow();
        var milliseconds = Math.Clamp(Math.Ceiling(wait.TotalMilliseconds), 0, LongestWait.TotalMilliseconds);
        _timer.Change(TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);
    }
}
