namespace CallQueue.Storage;

/// <summary>
/// Numbers that never repeat, over all records and all openings of the file: the high 23 bits count the openings, the
/// low 40 the writes of this one. A number is not reused even after a rollback. Any thread may use it.
/// </summary>
internal sealed class VersionCounter(long epoch)
{
    private const int WriteBits = 40;

    private readonly long _first = epoch << WriteBits;
    private long _last = epoch << WriteBits;

    /// <summary>Whether a number was given since the file was opened.</summary>
    public bool IsOwn(long number) => number > _first;

    public long Next() => Interlocked.Increment(ref _last);
}
