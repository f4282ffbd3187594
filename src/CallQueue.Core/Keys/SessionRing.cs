namespace CallQueue.Keys;

/// <summary>The sessions of one keyring. No I/O.</summary>
internal sealed class SessionRing
{
    /// <summary>The most sessions of one keyring; the oldest gives way.</summary>
    internal const int MaxSessions = 256;

    private readonly SortedDictionary<string, KeySession> _sessions = new(StringComparer.Ordinal);

    public IReadOnlyList<KeySession> All => [.. _sessions.Values];

    public void Restore(IEnumerable<KeySession> sessions)
    {
        foreach (KeySession session in sessions) _sessions[session.Id] = session;
    }

    public KeySession? Find(string id) => _sessions.GetValueOrDefault(id);

    public void Add(KeySession session, DateTimeOffset now)
    {
        foreach (string expired in _sessions.Values.Where(known => known.ExpiresAt <= now).Select(known => known.Id).ToList()) _sessions.Remove(expired);
        if (_sessions.Count >= MaxSessions) _sessions.Remove(_sessions.Values.MinBy(known => known.CreatedAt)!.Id);
        _sessions[session.Id] = session;
    }

    public KeySession? Remove(string id) => _sessions.Remove(id, out KeySession? session) ? session : null;
}
