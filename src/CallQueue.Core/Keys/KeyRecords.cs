namespace CallQueue.Keys;

/// <summary>A keyring's root record.</summary>
internal sealed record KeyringRoot
{
    public IReadOnlyList<ApiKey> Keys { get; init; } = [];

    /// <summary>Null: there are none, as in records of earlier versions.</summary>
    public IReadOnlyList<KeySession>? Sessions { get; init; }
}
