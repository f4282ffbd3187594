using System.Collections.Concurrent;
using CallQueue.Keys;

namespace CallQueue.Access;

/// <summary>
/// Keys as their keyrings have them, remembered for <see cref="Lifetime"/>: a key that is revoked anywhere opens nothing
/// here after that. Only keys that exist are remembered, so ids that somebody makes up cost no memory.
/// </summary>
internal sealed class KnownKeys(IActors actors, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, Entry> _known = new(StringComparer.Ordinal);

    /// <summary>The key of that id; null when there is none, or it is revoked.</summary>
    public async ValueTask<ApiKey?> FindAsync(string id)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (_known.TryGetValue(id, out Entry? entry) && entry.Until > now) return entry.Key;

        ApiKey? key = await actors.Keyring(KeyText.ShardOf(id)).FindAsync(id);
        if (key is not { RevokedAt: null })
        {
            Forget(id);
            return null;
        }

        if (_known.Count >= Most) _known.Clear();
        _known[id] = new Entry(key, now + Lifetime);
        return key;
    }

    /// <summary>Asks its keyring when it next comes.</summary>
    public void Forget(string id) => _known.TryRemove(id, out _);

    private sealed record Entry(ApiKey Key, DateTimeOffset Until);
}
