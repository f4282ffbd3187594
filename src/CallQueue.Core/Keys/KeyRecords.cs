namespace CallQueue.Keys;

/// <summary>A keyring's root record.</summary>
internal sealed record KeyringRoot
{
    public IReadOnlyList<ApiKey> Keys { get; init; } = [];
}
