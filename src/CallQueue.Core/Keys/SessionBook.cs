namespace CallQueue.Keys;

/// <summary>All sessions of a deployment: each is in the keyring that its id names.</summary>
public sealed class SessionBook(IActors actors)
{
    /// <summary>How long a session lasts.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromHours(12);

    /// <summary>Stores a session.</summary>
    public Task AddAsync(KeySession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return actors.Keyring(KeyText.ShardOf(session.Id)).AddSessionAsync(session);
    }

    /// <summary>The session of that id, expired or not; null when there is none.</summary>
    public Task<KeySession?> FindAsync(string id) => KeyText.IsId(id) ? actors.Keyring(KeyText.ShardOf(id)).FindSessionAsync(id) : Task.FromResult<KeySession?>(null);

    /// <summary>All sessions that have not expired, the newest first. Asks every keyring.</summary>
    public async Task<IReadOnlyList<KeySession>> ListAsync()
    {
        IReadOnlyList<KeySession>[] all = await Task.WhenAll(KeyText.Shards.Select(shard => actors.Keyring(shard).ListSessionsAsync()));
        return [.. all.SelectMany(sessions => sessions).OrderByDescending(session => session.CreatedAt).ThenBy(session => session.Id, StringComparer.Ordinal)];
    }

    /// <summary>Ends a session; null when there is none of that id.</summary>
    public Task<KeySession?> EndAsync(string id) => KeyText.IsId(id) ? actors.Keyring(KeyText.ShardOf(id)).EndSessionAsync(id) : Task.FromResult<KeySession?>(null);
}
