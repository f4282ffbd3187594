namespace CallQueue.Calls.Attempts;

/// <summary>
/// No I/O, thread-safe: when the calls of one process may ask the carrier about themselves, at most so many times per second. A call
/// that is silent takes the earliest free turn and asks when it comes; the more calls are silent at once, the later their turns. By
/// elapsed time, so that a clock that is set neither delays nor bunches them.
/// </summary>
/// <param name="perSecond">Lookups per second: above zero.</param>
internal sealed class LookupBudget(double perSecond)
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<long, long> _returned = new();
    private long _next;

    /// <summary>Takes the earliest free turn.</summary>
    public long Take(TimeProvider time)
    {
        long now = (long)Math.Ceiling(Seconds(time) * perSecond);
        lock (_lock)
        {
            while (_returned.TryPeek(out long turn, out _) && turn < now) _returned.Dequeue();
            if (_returned.TryDequeue(out long free, out _)) return free;
            long taken = Math.Max(_next, now);
            _next = taken + 1;
            return taken;
        }
    }

    /// <summary>A turn that is not needed any more goes to another call.</summary>
    public void Return(long turn)
    {
        lock (_lock) _returned.Enqueue(turn, turn);
    }

    /// <summary>Until the turn comes; zero when it is there.</summary>
    public TimeSpan WaitFor(long turn, TimeProvider time)
    {
        double wait = (turn / perSecond) - Seconds(time);
        return wait > 0 ? TimeSpan.FromMilliseconds(Math.Ceiling(wait * 1_000)) : TimeSpan.Zero;
    }

    private static double Seconds(TimeProvider time) => (double)time.GetTimestamp() / time.TimestampFrequency;
}
