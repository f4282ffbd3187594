namespace CallQueue.Composition;

/// <summary>The REST API's views of keys, as commands read them.</summary>
internal sealed record KeyAnswer(string Id, string Name, string? BusinessId, string Last4, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt)
{
    public KeyLine ToLine() => new(Id, Name, BusinessId, Last4, CreatedAt, RevokedAt);
}

internal sealed record NewKeyAnswer(string ApiKey, KeyAnswer Key);

internal sealed record KeysAnswer(IReadOnlyList<KeyAnswer> Keys, string? NextAfter);
