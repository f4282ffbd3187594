namespace CallQueue.Access;

/// <summary>A count over the last 24 hours, in 24 parts: what is counted leaves it after 23 to 24 hours. Thread-safe.</summary>
internal sealed class DailyCount(long most, TimeProvider time)
{
    private const int Hours = 24;

    private readonly Lock _gate = new();
    private readonly long[] _parts = new long[Hours];
    private long _hour;
    private long _sum;

    /// <summary>Nothing more may be counted.</summary>
    public bool IsFull
    {
        get
        {
            lock (_gate)
            {
                Advance();
                return _sum >= most;
            }
        }
    }

    /// <summary>Counts what has already happened.</summary>
    public void Add(long count)
    {
        lock (_gate)
        {
            Advance();
            _parts[_hour % Hours] += count;
            _sum += count;
        }
    }

    private void Advance()
    {
        long now = time.GetUtcNow().UtcTicks / TimeSpan.TicksPerHour;

        // A clock that was set back goes on counting in the newest part.
        for (long hour = Math.Max(_hour + 1, now - Hours + 1); hour <= now; hour++)
        {
            _sum -= _parts[hour % Hours];
            _parts[hour % Hours] = 0;
        }

        _hour = Math.Max(_hour, now);
    }
}
