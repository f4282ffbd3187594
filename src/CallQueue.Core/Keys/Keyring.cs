using CallQueue.Hosting;

namespace CallQueue.Keys;

/// <summary>One keyring: small, since ids are spread over all of them.</summary>
internal sealed class Keyring : IActor, IKeyring
{
    private readonly IActorContext _context;
    private readonly Commits<KeyringRoot> _commits;
    private readonly SortedDictionary<string, ApiKey> _keys = new(StringComparer.Ordinal);

    public Keyring(IActorContext context)
    {
        _context = context;
        _commits = new Commits<KeyringRoot>(context, CallQueueJson.Default.KeyringRoot) { Snapshot = () => new KeyringRoot { Keys = [.. _keys.Values] } };
    }

    public async Task ActivateAsync(CancellationToken cancellation)
    {
        foreach (ApiKey key in (await _commits.LoadAsync(cancellation))?.Keys ?? []) _keys.Add(key.Id, key);
    }

    public Task OnAlarmAsync(CancellationToken cancellation) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public async Task<bool> AddAsync(ApiKey key)
    {
        if (KeyText.ShardOf(key.Id) != _context.Key) throw new ArgumentException("the key belongs to another keyring", nameof(key));
        if (_keys.TryGetValue(key.Id, out ApiKey? known))
        {
            await _commits.SettledAsync();
            return known.Digest == key.Digest;
        }

        if (_keys.Count >= IKeyring.MaxKeys && !ForgetRevoked()) return false;
        _keys.Add(key.Id, key);
        await _commits.CommitAsync();
        return true;
    }

    public async Task<ApiKey?> FindAsync(string id)
    {
        ApiKey? key = _keys.GetValueOrDefault(id);
        await _commits.SettledAsync();
        return key;
    }

    public async Task<IReadOnlyList<ApiKey>> ListAsync()
    {
        ApiKey[] keys = [.. _keys.Values];
        await _commits.SettledAsync();
        return keys;
    }

    public async Task<ApiKey?> RevokeAsync(string id)
    {
        if (!_keys.TryGetValue(id, out ApiKey? key)) return null;
        if (key.RevokedAt is null) _keys[id] = key = key with { RevokedAt = _context.Time.GetUtcNow() };

        // Writes even without a change, which proves that this is not a stale instance.
        await _commits.CommitAsync();
        return key;
    }

    private bool ForgetRevoked() =>
        _keys.Values.Where(key => key.RevokedAt is not null).MinBy(key => key.RevokedAt) is { } oldest && _keys.Remove(oldest.Id);
}
