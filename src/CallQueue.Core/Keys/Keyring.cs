using CallQueue.Hosting;

namespace CallQueue.Keys;

/// <summary>One keyring: small, since ids are spread over all of them.</summary>
internal sealed class Keyring : IActor, IKeyring
{
    private readonly IActorContext _context;
    private readonly Commits<KeyringRoot> _commits;
    private static readonly TimeSpan UsePrecision = TimeSpan.FromMinutes(1);
    private readonly SortedDictionary<string, ApiKey> _keys = new(StringComparer.Ordinal);
    private readonly SessionRing _sessions = new();

    public Keyring(IActorContext context, CommitInstruments.CommitMeasures? commits = null)
    {
        _context = context;
        _commits = new Commits<KeyringRoot>(context, CallQueueJson.Default.KeyringRoot) { Measures = commits, Snapshot = Snapshot };
    }

    public async Task ActivateAsync(CancellationToken cancellation)
    {
        KeyringRoot? root = await _commits.LoadAsync(cancellation);
        foreach (ApiKey key in root?.Keys ?? []) _keys.Add(key.Id, key);
        _sessions.Restore(root?.Sessions ?? []);
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

    public async Task<ApiKey?> RotateAsync(string id, string digest, string tail, DateTimeOffset formerUntil)
    {
        if (!_keys.TryGetValue(id, out ApiKey? key) || !key.IsValid(_context.Time.GetUtcNow()))
        {
            await _commits.SettledAsync();
            return null;
        }

        // A repeated request must not make the new secret the former one.
        if (key.Digest != digest) _keys[id] = key = key with { Digest = digest, Tail = tail, FormerDigest = key.Digest, FormerUntil = formerUntil };
        await _commits.CommitAsync();
        return key;
    }

    public async Task UsedAsync(string id, DateTimeOffset at)
    {
        if (!_keys.TryGetValue(id, out ApiKey? key) || key.LastUsedAt > at - UsePrecision) return;
        _keys[id] = key with { LastUsedAt = at };
        await _commits.CommitAsync();
    }

    public async Task AddSessionAsync(KeySession session)
    {
        if (KeyText.ShardOf(session.Id) != _context.Key) throw new ArgumentException("the session belongs to another keyring", nameof(session));
        _sessions.Add(session, _context.Time.GetUtcNow());
        await _commits.CommitAsync();
    }

    public async Task<KeySession?> FindSessionAsync(string id)
    {
        KeySession? session = _sessions.Find(id);
        await _commits.SettledAsync();
        return session;
    }

    public async Task<IReadOnlyList<KeySession>> ListSessionsAsync()
    {
        DateTimeOffset now = _context.Time.GetUtcNow();
        KeySession[] sessions = [.. _sessions.All.Where(session => session.ExpiresAt > now)];
        await _commits.SettledAsync();
        return sessions;
    }

    public async Task<KeySession?> EndSessionAsync(string id)
    {
        KeySession? session = _sessions.Remove(id);
        await _commits.CommitAsync();
        return session;
    }

    private KeyringRoot Snapshot() => new() { Keys = [.. _keys.Values], Sessions = _sessions.All is { Count: > 0 } sessions ? sessions : null };

    private bool ForgetRevoked() =>
        _keys.Values.Where(key => key.RevokedAt is not null).MinBy(key => key.RevokedAt) is { } oldest && _keys.Remove(oldest.Id);
}
