namespace CallQueue.Businesses.Reading;

/// <summary>
/// No I/O: whether somebody looks at the live calls of a business, one by one. While nobody does, the carrier need not report that calls of runs ring
/// and are answered. Only in memory: a new instance learns it from the next look.
/// </summary>
/// <param name="time">The clock: elapsed time only.</param>
internal sealed class LiveReads(TimeProvider time)
{
    /// <summary>A page that is refreshed at least this often counts as watched all the time.</summary>
    private static readonly TimeSpan LooksLast = TimeSpan.FromMinutes(1);

    private long? _lookedAt;

    /// <summary>Somebody has looked within the last minute.</summary>
    public bool IsWatched => _lookedAt is { } at && time.GetElapsedTime(at) < LooksLast;

    /// <summary>Somebody looks now.</summary>
    public void Note() => _lookedAt = time.GetTimestamp();
}
