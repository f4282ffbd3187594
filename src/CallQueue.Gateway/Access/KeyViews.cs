using CallQueue.Keys;

namespace CallQueue.Access;

/// <summary>A key as operators see it. <paramref name="BusinessId"/> null: an operator's key.</summary>
/// <param name="Last4">The end of its secret, to recognize it by.</param>
internal sealed record KeyView(string Id, string Name, string? BusinessId, bool Operator, string Last4, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt)
{
    public static KeyView Of(ApiKey key) => new(key.Id, key.Name, key.Business?.Value, key.Business is null, key.Tail, key.CreatedAt, key.RevokedAt);
}

/// <summary>A key that was made now. <paramref name="ApiKey"/> is told this once.</summary>
internal sealed record NewKeyView(string ApiKey, KeyView Key);

/// <summary>Some keys. <paramref name="NextAfter"/> goes on; null: there are no more.</summary>
internal sealed record KeyList(IReadOnlyList<KeyView> Keys, string? NextAfter);

/// <summary>A session that was opened now. <paramref name="BusinessId"/> null: an operator's.</summary>
internal sealed record SessionView(string? BusinessId, bool Operator, DateTimeOffset ExpiresAt);
