using CallQueue.Keys;

namespace CallQueue.Access;

/// <summary>A key as operators see it. <paramref name="BusinessId"/> null: an operator's key.</summary>
/// <param name="Last4">The end of its secret, to recognize it by.</param>
internal sealed record KeyView(string Id, string Name, string? BusinessId, bool Operator, string Last4, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt)
{
    public static KeyView Of(ApiKey key) => new(key.Id, key.Name, key.Business?.Value, key.Business is null, key.Tail, key.CreatedAt, key.RevokedAt);
}

/// <summary>A new key. <paramref name="ApiKey"/> is shown only in this answer.</summary>
internal sealed record NewKeyView(string ApiKey, KeyView Key);

/// <summary>A page of keys. <paramref name="NextAfter"/> starts the next page; null: this is the last one.</summary>
internal sealed record KeyList(IReadOnlyList<KeyView> Keys, string? NextAfter);

/// <summary>A new session. <paramref name="BusinessId"/> null: an operator's.</summary>
internal sealed record SessionView(string? BusinessId, bool Operator, DateTimeOffset ExpiresAt);
