namespace CallQueue.Storage;

/// <summary>
/// Numbers that never repeat, over all records and all openings of the file: the high 23 bits count the openings, the
/// low 40 the writes of this one. A number is not reused even after a rollback. Not thread-safe.
/// </summary>
internal sealed class VersionCounter(long epoch)
{
    private const int WriteBits = 40;

    private long _last = epoch << WriteBits;

    public long Next() => ++_last;
}
