namespace CallQueue.Businesses.Leases;

/// <summary>
/// No I/O: names for calls that come without one: "1", "2" and so on, none ever used twice. The root has a reserve; after
/// a crash counting continues behind it, so some numbers may be left out.
/// </summary>
internal sealed class GeneratedNames(long reserved)
{
    private const int Reserve = 64;

    private long _next = Math.Max(reserved, 1);
    private long _durable = reserved;

    /// <summary>Numbers below this one may have been given out; to be stored.</summary>
    public long Reserved { get; private set; } = reserved;

    /// <summary>Whether a number may be used: it is in a durable reserve.</summary>
    public bool MayGive(long number) => number < _durable;

    /// <summary>The next number; to be given out once <see cref="MayGive"/>.</summary>
    public long Take()
    {
        long number = _next++;
        if (number >= Reserved) Reserved = number + Reserve;
        return number;
    }

    /// <summary>A root with this reserve has become durable.</summary>
    public void Committed(long reserved) => _durable = reserved;
}
