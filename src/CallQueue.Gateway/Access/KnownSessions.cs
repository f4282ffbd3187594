using System.Collections.Concurrent;
using CallQueue.Keys;

namespace CallQueue.Access;

/// <summary>A cache of sessions with the lifetime of <see cref="KnownKeys"/>: one that is ended anywhere is rejected here after that.</summary>
internal sealed class KnownSessions(SessionBook book, TimeProvider time)
{
    private const int Most = 10_000;
    private readonly ConcurrentDictionary<string, Entry> _known = new(StringComparer.Ordinal);

    /// <summary>The session of that id; null when there is none, or it has expired.</summary>
    public async ValueTask<KeySession?> FindAsync(string id)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (_known.TryGetValue(id, out Entry? entry) && entry.Until > now) return Valid(entry.Session, now);
        KeySession? session = await book.FindAsync(id);
        if (session is null)
        {
            Forget(id);
            return null;
        }

        if (_known.Count >= Most) _known.Clear();
        _known[id] = new Entry(session, now + KnownKeys.Lifetime);
        return Valid(session, now);
    }

    /// <summary>Removes the session from the cache, so that its keyring is asked next time.</summary>
    public void Forget(string id) => _known.TryRemove(id, out _);

    private static KeySession? Valid(KeySession session, DateTimeOffset now) => session.ExpiresAt > now ? session : null;

    private sealed record Entry(KeySession Session, DateTimeOffset Until);
}
