namespace CallQueue.Composition;

/// <summary>The REST API's views of keys, as commands read them. A process of an earlier version leaves the later members out.</summary>
internal sealed record KeyAnswer(
    string Id, string Name, string? BusinessId, string Last4, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt, string? Role = null, DateTimeOffset? ExpiresAt = null,
    DateTimeOffset? LastUsedAt = null, IReadOnlyList<string>? AllowedFrom = null)
{
    public KeyLine ToLine() => new(Id, Name, BusinessId, Role ?? (BusinessId is null ? "operator" : "business"), Last4, CreatedAt, RevokedAt, ExpiresAt, LastUsedAt, AllowedFrom ?? []);
}

internal sealed record NewKeyAnswer(string ApiKey, KeyAnswer Key);

internal sealed record KeysAnswer(IReadOnlyList<KeyAnswer> Keys, string? NextAfter);
