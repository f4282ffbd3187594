namespace CallQueue.Dialing;

/// <summary>How fast a run goes: calls that ended in the last minute, and from that how long the rest takes.</summary>
internal sealed class Pace(TimeProvider time)
{
    private static readonly TimeSpan Looked = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan TooShort = TimeSpan.FromSeconds(3);
    private readonly Queue<(long At, long Ended)> _marks = new();

    /// <summary>Ended calls per minute; null while too little has been seen.</summary>
    public double? PerMinute { get; private set; }

    /// <summary>So many calls have ended by now.</summary>
    public void Mark(long ended)
    {
        long now = time.GetTimestamp();
        if (_marks.Count == 0 || time.GetElapsedTime(_marks.Last().At, now) >= TimeSpan.FromSeconds(0.5)) _marks.Enqueue((now, ended));
        while (_marks.Count > 2 && time.GetElapsedTime(_marks.Peek().At, now) > Looked) _marks.Dequeue();
        (long at, long before) = _marks.Peek();
        TimeSpan seen = time.GetElapsedTime(at, now);
        PerMinute = seen < TooShort ? null : (ended - before) / seen.TotalMinutes;
    }

    /// <summary>How long <paramref name="open"/> calls take at this pace; null when that can't be said.</summary>
    public TimeSpan? Left(long open) => PerMinute is > 0 and var pace && open / pace < 60 * 24 * 30 ? TimeSpan.FromMinutes(open / pace) : null;
}
