namespace CallQueue.Dialing;

/// <summary>The pace of a run: calls that ended in the last minute, and the estimated time for the rest.</summary>
internal sealed class Pace(TimeProvider time)
{
    private static readonly TimeSpan Looked = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan TooShort = TimeSpan.FromSeconds(3);
    private readonly Queue<(long At, long Ended)> _marks = new();

    /// <summary>Ended calls per minute; null while there is too little data.</summary>
    public double? PerMinute { get; private set; }

    /// <summary>Records the number of ended calls.</summary>
    public void Mark(long ended)
    {
        long now = time.GetTimestamp();
        if (_marks.Count == 0 || time.GetElapsedTime(_marks.Last().At, now) >= TimeSpan.FromSeconds(0.5)) _marks.Enqueue((now, ended));
        while (_marks.Count > 2 && time.GetElapsedTime(_marks.Peek().At, now) > Looked) _marks.Dequeue();
        (long at, long before) = _marks.Peek();
        TimeSpan seen = time.GetElapsedTime(at, now);
        PerMinute = seen < TooShort ? null : (ended - before) / seen.TotalMinutes;
    }

    /// <summary>The estimated time for <paramref name="open"/> calls at this pace; null when unknown.</summary>
    public TimeSpan? Left(long open) => PerMinute is > 0 and var pace && open / pace < 60 * 24 * 30 ? TimeSpan.FromMinutes(open / pace) : null;
}
