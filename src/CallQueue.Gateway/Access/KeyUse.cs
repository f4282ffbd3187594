using System.Collections.Concurrent;
using CallQueue.Keys;

namespace CallQueue.Access;

/// <summary>Notes when keys are used, at most once a minute and key, beside the request. A use that can't be noted is lost; no request waits for it.</summary>
internal sealed class KeyUse(IActors actors, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private const int Most = 10_000;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _noted = new(StringComparer.Ordinal);

    public void Note(string id)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (_noted.TryGetValue(id, out DateTimeOffset last) && now - last < Pause) return;
        if (_noted.Count >= Most) _noted.Clear();
        _noted[id] = now;
        _ = TellAsync(id, now);
    }

    private async Task TellAsync(string id, DateTimeOffset at)
    {
        try
        {
            await actors.Keyring(KeyText.ShardOf(id)).UsedAsync(id, at);
        }
        catch (Exception)
        {
            // The next use, a minute later, is noted again.
        }
    }
}
