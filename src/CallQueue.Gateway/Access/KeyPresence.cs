using CallQueue.Keys;

namespace CallQueue.Access;

/// <summary>
/// Whether callers need a key: as soon as one exists anywhere in the deployment. A first key that another process
/// created is noticed within <see cref="KnownKeys.Lifetime"/>.
/// </summary>
internal sealed class KeyPresence(AccessOptions options, KeyBook book, TimeProvider time)
{
    private volatile bool _isAny = options.OperatorKey is not null;
    private long _askAgainAt = long.MinValue;

    public async ValueTask<bool> IsAnyAsync()
    {
        if (_isAny) return true;
        long now = time.GetUtcNow().Ticks;
        if (now < Volatile.Read(ref _askAgainAt)) return false;
        bool isAny = await book.CountAsync() > 0;
        if (isAny) _isAny = true;
        Volatile.Write(ref _askAgainAt, now + KnownKeys.Lifetime.Ticks);
        return isAny;
    }

    /// <summary>A key was created in this process.</summary>
    public void Made() => _isAny = true;
}
