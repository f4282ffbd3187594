using CallQueue.Keys;

namespace CallQueue.Access;

/// <summary>A key as operators see it. <paramref name="BusinessId"/> null: an operator's key.</summary>
/// <param name="Role">operator, business, submit_only or read_only.</param>
/// <param name="MayRemoveOptOuts">Whether it may take people off a do-not-call list; operator keys always may.</param>
/// <param name="Last4">The end of its secret, to recognize it by.</param>
/// <param name="ExpiresAt">When it ends by itself; null: never.</param>
/// <param name="LastUsedAt">When it was last used, to the minute; null: never.</param>
/// <param name="AllowedFrom">The networks that it may be used from; empty: from everywhere.</param>
/// <param name="FormerUntil">Until when the secret before the last rotation works; null: there is none that does.</param>
internal sealed record KeyView(
    string Id, string Name, string? BusinessId, bool Operator, string Role, bool MayRemoveOptOuts, string Last4, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt, DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsedAt, IReadOnlyList<string> AllowedFrom, DateTimeOffset? FormerUntil)
{
    public static KeyView Of(ApiKey key) => new(
        key.Id, key.Name, key.Business?.Value, key.RoleNow() == KeyRole.Operator, key.RoleNow().Word(), key.MayRemoveOptOuts(), key.Tail, key.CreatedAt, key.RevokedAt, key.ExpiresAt,
        key.LastUsedAt, key.Networks ?? [], key.FormerUntil);
}

/// <summary>A new key, or a key with a new secret. <paramref name="ApiKey"/> is shown only in this answer.</summary>
internal sealed record NewKeyView(string ApiKey, KeyView Key);

/// <summary>A page of keys. <paramref name="NextAfter"/> starts the next page; null: this is the last one.</summary>
internal sealed record KeyList(IReadOnlyList<KeyView> Keys, string? NextAfter);

/// <summary>A new session. <paramref name="BusinessId"/> null: an operator's.</summary>
internal sealed record SessionView(string? BusinessId, bool Operator, string Role, DateTimeOffset ExpiresAt);

/// <summary>Who sends a request, and what it may do.</summary>
/// <param name="SignedIn">Whether the request has access: a valid key or session, or a process without keys on this machine.</param>
/// <param name="BusinessId">The only business that it has access to; null: an operator, or not signed in.</param>
/// <param name="Role">operator, business, submit_only or read_only; null: not signed in.</param>
/// <param name="MayRemoveOptOuts">Whether it may take people off a do-not-call list.</param>
/// <param name="Keyless">Whether programs on this machine need no key, so that nobody signs in.</param>
/// <param name="IdentityProvider">Whether people can sign in through an identity provider, at GET /api/session/openid.</param>
internal sealed record SenderView(bool SignedIn, string? BusinessId, bool Operator, string? Role, bool MayRemoveOptOuts, bool Keyless, bool IdentityProvider)
{
    public static SenderView Of(Caller? caller, bool hasIdentityProvider) => new(
        caller is not null, caller?.Business?.Value, caller?.IsOperator == true, caller?.Role.Word(), caller is { IsOperator: true } or { RemovesOptOuts: true }, caller == Caller.Local, hasIdentityProvider);
}

/// <summary>A session as operators see it.</summary>
/// <param name="KeyId">The id of the key that opened it; operator: the deployment's own key; openid: a sign-in through the identity provider.</param>
/// <param name="Subject">Who signed in, as the identity provider names the person; null for keys.</param>
/// <param name="Address">The address it was opened from.</param>
internal sealed record OpenSessionView(string Id, string KeyId, string? Subject, string? Address, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt)
{
    public static OpenSessionView Of(KeySession session) => new(session.Id, session.Key, session.Subject, session.From, session.CreatedAt, session.ExpiresAt);
}

/// <summary>All sessions that have not expired.</summary>
internal sealed record SessionList(IReadOnlyList<OpenSessionView> Sessions);
