namespace CallQueue.Keys;

/// <summary>
/// The API keys whose ids begin alike: one of <see cref="KeyText.Shards"/>. Only digests are stored; a key can't be read
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
}
