using System.Collections.Concurrent;
using CallQueue.Keys;

namespace CallQueue.Access;

/// <summary>
/// A cache of keys with a lifetime of <see cref="Lifetime"/>: a key that is revoked anywhere is rejected
/// here after that. Only existing keys are cached, so invented ids cost no memory.
/// </summary>
internal sealed class KnownKeys(IActors actors, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, Entry> _known = new(StringComparer.Ordinal);

    /// <summary>The key of that id; null when there is none, or it is revoked or expired.</summary>
    public async ValueTask<ApiKey?> FindAsync(string id)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (_known.TryGetValue(id, out Entry? entry) && entry.Until > now) return entry.Key.IsValid(now) ? entry.Key : null;

        ApiKey? key = await actors.Keyring(KeyText.ShardOf(id)).FindAsync(id);
        if (key is null || !key.IsValid(now))
        {
            Forget(id);
            return null;
        }

        if (_known.Count >= Most) _known.Clear();
        _known[id] = new Entry(key, now + Lifetime);
        return key;
    }

    /// <summary>Removes the key from the cache, so that its keyring is asked next time.</summary>
    public void Forget(string id) => _known.TryRemove(id, out _);

    private sealed record Entry(ApiKey Key, DateTimeOffset Until);
}
