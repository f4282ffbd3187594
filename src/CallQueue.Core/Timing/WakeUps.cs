using CallQueue.Hosting;

namespace CallQueue.Timing;

/// <summary>
/// When the business looks again: by a timer of this instance, to the instant, and by the durable alarm, which finds work
/// that a crash left behind. The alarm is a net under the timer, so it is moved rarely.
/// </summary>
internal sealed class WakeUps : IDisposable
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);

    private readonly IActorContext _context;
    private readonly TimeSpan _interval;
    private readonly ITimer _timer;
    private DateTimeOffset? _timerAt;

    public WakeUps(IActorContext context, TimeSpan interval, Func<Task> wake)
    {
        (_context, _interval) = (context, interval);
        _timer = context.Time.CreateTimer(_ => Fire(wake), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Sets the timer to <paramref name="nextAt"/>; null: no timer.</summary>
    public void SetTimer(DateTimeOffset? nextAt)
    {
        if (nextAt == _timerAt) return;
        _timerAt = nextAt;
        TimeSpan wait = nextAt is { } at ? at - _context.Time.GetUtcNow() : Timeout.InfiniteTimeSpan;
        if (nextAt is not null) wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestTimer ? LongestTimer : wait;
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The timer has fired; the time that it was set to, null when it was not set.</summary>
    public DateTimeOffset? Fired()
    {
        DateTimeOffset? firedAt = _timerAt;
        _timerAt = null;
        return firedAt;
    }

    /// <summary>The required time of the durable alarm, given its current time; null when no alarm is needed.</summary>
    /// <param name="isWatched">Something is in progress that a crash would interrupt.</param>
    public DateTimeOffset? AlarmFor(DateTimeOffset? nextAt, bool isWatched, DateTimeOffset? standsAt)
    {
        DateTimeOffset now = _context.Time.GetUtcNow();
        DateTimeOffset net = now + _interval;
        DateTimeOffset? latest = isWatched ? net : nextAt > net ? nextAt : nextAt is null ? null : net;
        return latest is null || standsAt <= now || standsAt is null || standsAt > latest ? latest : standsAt;
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>On a thread without a caller: an exception here would end the process.</summary>
    private static void Fire(Func<Task> wake)
    {
        try
        {
            _ = wake();
        }
        catch (ObjectDisposedException)
        {
            // The host was stopped in a hurry, without letting this instance go first.
        }
    }
}
