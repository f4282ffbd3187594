namespace CallQueue.Keys;

/// <summary>
/// The API keys and the sessions of browsers whose ids begin alike: one of <see cref="KeyText.Shards"/>. Only digests are stored; a key can't be read
/// back. Revoked keys are remembered until their place is needed.
/// </summary>
public interface IKeyring
{
    /// <summary>The most keys of one keyring, revoked ones included.</summary>
    const int MaxKeys = 512;

    /// <summary>Adds a key; repeating it changes nothing. False: the keyring is full, or another key has that id.</summary>
    Task<bool> AddAsync(ApiKey key);

    /// <summary>The key of that id, revoked or not; null when there is none.</summary>
    Task<ApiKey?> FindAsync(string id);

    /// <summary>All keys, revoked ones too, by id.</summary>
    Task<IReadOnlyList<ApiKey>> ListAsync();

    /// <summary>Ends a key permanently; repeating it changes nothing. Null when there is none of that id.</summary>
    Task<ApiKey?> RevokeAsync(string id);

    /// <summary>Gives a valid key another secret; the former one opens until <paramref name="formerUntil"/>. Null when there is no valid key of that id.</summary>
    /// <param name="id">The key's id.</param>
    /// <param name="digest">SHA-256 of the new secret, in lower-case hex.</param>
    /// <param name="tail">The last four characters of the new secret.</param>
    /// <param name="formerUntil">When the former secret stops working.</param>
    Task<ApiKey?> RotateAsync(string id, string digest, string tail, DateTimeOffset formerUntil);

    /// <summary>Notes that a key was used. Written at most once a minute and key.</summary>
    Task UsedAsync(string id, DateTimeOffset at);

    /// <summary>Stores a session, and forgets those that have expired.</summary>
    Task AddSessionAsync(KeySession session);

    /// <summary>The session of that id; null when there is none.</summary>
    Task<KeySession?> FindSessionAsync(string id);

    /// <summary>All sessions that have not expired.</summary>
    Task<IReadOnlyList<KeySession>> ListSessionsAsync();

    /// <summary>Ends a session: what it was; null when there is none of that id.</summary>
    Task<KeySession?> EndSessionAsync(string id);
}

/// <summary>A stored key: enough to verify it, not to use it.</summary>
public sealed record ApiKey
{
    public required string Id { get; init; }

    /// <summary>What its maker called it.</summary>
    public required string Name { get; init; }

    /// <summary>The only business it opens; null: an operator's key, which opens all.</summary>
    public BusinessId? Business { get; init; }

    /// <summary>SHA-256 of the secret, in lower-case hex.</summary>
    public required string Digest { get; init; }

    /// <summary>The last four characters of the secret, for people to recognize it.</summary>
    public required string Tail { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was revoked; null while it is valid.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>What it may do; null, as in records of earlier versions: <see cref="Business"/> decides.</summary>
    public KeyRole? Role { get; init; }

    /// <summary>When it ends by itself; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was last used, to the minute; null: never, or before this was noted.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>The networks that it may be used from; null: from everywhere.</summary>
    public IReadOnlyList<string>? Networks { get; init; }

    /// <summary>SHA-256 of the secret before the last rotation; null without one.</summary>
    public string? FormerDigest { get; init; }

    /// <summary>When the former secret stops working.</summary>
    public DateTimeOffset? FormerUntil { get; init; }

    /// <summary>Whether a business's key may take people off its do-not-call list; null, as in records of earlier versions: it may not.</summary>
    public bool? RemovesOptOuts { get; init; }

    /// <summary>Whether it may take people off a do-not-call list. Operators' keys always may.</summary>
    public bool MayRemoveOptOuts() => RoleNow() == KeyRole.Operator || (RoleNow() == KeyRole.Business && RemovesOptOuts == true);

    /// <summary>What it may do.</summary>
    public KeyRole RoleNow() => Role ?? (Business is null ? KeyRole.Operator : KeyRole.Business);

    /// <summary>Whether it may be used at that time.</summary>
    public bool IsValid(DateTimeOffset now) => RevokedAt is null && !(ExpiresAt <= now);
}
