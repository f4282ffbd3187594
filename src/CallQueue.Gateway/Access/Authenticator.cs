using System.Net;
using CallQueue.Keys;

namespace CallQueue.Access;

/// <summary>Finds the owner of a credential.</summary>
internal sealed class Authenticator(AccessOptions options, KnownKeys keys, KnownSessions sessions, KeyUse use, TimeProvider time, OpenIdOptions? openId = null)
{
    private readonly byte[]? _operator = options.OperatorKey is { } key ? Digest.Of(key) : null;
    private readonly byte[]? _process = options.LocalToken is { } token ? Digest.Of(token) : null;

    /// <summary>Tells sessions of one deployment's own key from those of the next: they end when it is changed.</summary>
    private readonly string? _operatorMark = options.OperatorKey is { } key ? Convert.ToHexStringLower(Digest.Of($"session mark {key}"), 0, 8) : null;

    /// <summary>The owner; null when the credential is not valid. A wrong secret takes about as long as a right one.</summary>
    /// <exception cref="Hosting.UnavailableException">A keyring could not be reached.</exception>
    public ValueTask<Identity?> FindAsync(Credential credential) =>
        credential.IsSession ? SessionAsync(credential.Text) : KeyAsync(credential.Text);

    private async ValueTask<Identity?> KeyAsync(string text)
    {
        if (text.Length == 0) return null;
        if (_operator is not null && Digest.IsSame(text, _operator)) return new Identity(Caller.Operator) { Mark = _operatorMark };
        if (_process is not null && Digest.IsSame(text, _process)) return new Identity(Caller.Process);
        if (!KeyText.TryParse(text, out KeyText? shown) || await keys.FindAsync(shown.Id) is not { } kept || !shown.Opens(kept, time.GetUtcNow())) return null;
        use.Note(kept.Id);
        return Of(kept) with { Mark = MarkOf(shown.StoredDigest) };
    }

    private async ValueTask<Identity?> SessionAsync(string text)
    {
        if (!SessionText.TryParse(text, out SessionText? shown) || await sessions.FindAsync(shown.Id) is not { } session || !shown.Opens(session)) return null;
        if (session.Key == Caller.Operator.Key) return session.Mark is not null && session.Mark == _operatorMark ? new Identity(Caller.Operator) { Session = session.Id } : null;
        if (session.Key == OpenIdClaims.Owner)
            return openId is not null && session.Role is { } role ? new Identity(new Caller($"{session.Key}:{session.Subject}", session.Business) { Role = role }) { Session = session.Id } : null;
        if (await keys.FindAsync(session.Key) is not { } kept || (session.Mark is { } mark && !IsOfSecret(kept, mark))) return null;
        use.Note(kept.Id);
        return Of(kept) with { Session = session.Id };
    }

    /// <summary>Whether a session was opened with a secret that still opens the key: after a rotation it ends with the former one.</summary>
    private bool IsOfSecret(ApiKey kept, string mark) =>
        mark == MarkOf(kept.Digest) || (kept.FormerDigest is { } former && time.GetUtcNow() < kept.FormerUntil && mark == MarkOf(former));

    private static string MarkOf(string digest) => Convert.ToHexStringLower(Digest.Of($"session mark {digest}"), 0, 8);

    private static Identity Of(ApiKey kept) => new(new Caller(kept.Id, kept.Business) { Role = kept.RoleNow(), RemovesOptOuts = kept.MayRemoveOptOuts() }) { Networks = kept.Networks };
}

/// <summary>The owner of a credential.</summary>
internal sealed record Identity(Caller Caller)
{
    /// <summary>Where it may come from; null: from everywhere.</summary>
    public IReadOnlyList<string>? Networks { get; init; }

    /// <summary>What a session of it notes, so that it ends with the secret that opened it.</summary>
    public string? Mark { get; init; }

    /// <summary>The id of the session that was sent; null for a key.</summary>
    public string? Session { get; init; }

    /// <summary>Whether the credential can be used from an address.</summary>
    public bool MayComeFrom(IPAddress? address)
    {
        if (Networks is null) return true;
        if (address is null) return false;
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Networks.Any(network => KeyTerms.NetworkOf(network) is { } known && known.Contains(plain));
    }
}
