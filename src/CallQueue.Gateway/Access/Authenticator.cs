using CallQueue.Keys;

namespace CallQueue.Access;

/// <summary>Finds the owner of a credential.</summary>
internal sealed class Authenticator(AccessOptions options, KnownKeys keys, TimeProvider time)
{
    private readonly byte[]? _operator = options.OperatorKey is { } key ? Digest.Of(key) : null;
    private readonly byte[]? _process = options.LocalToken is { } token ? Digest.Of(token) : null;

    /// <summary>The owner; null when the credential is not valid. A wrong secret takes about as long as a right one.</summary>
    /// <exception cref="Hosting.UnavailableException">A keyring could not be reached.</exception>
    public ValueTask<Identity?> FindAsync(Credential credential) =>
        credential.IsSession ? SessionAsync(credential.Text) : KeyAsync(credential.Text);

    private async ValueTask<Identity?> KeyAsync(string text)
    {
        if (text.Length == 0) return null;
        if (_operator is not null && Digest.IsSame(text, _operator)) return new Identity(Caller.Operator, _operator);
        if (_process is not null && Digest.IsSame(text, _process)) return new Identity(Caller.Process, null);
        if (!KeyText.TryParse(text, out KeyText? shown) || await keys.FindAsync(shown.Id) is not { } kept) return null;
        return shown.Opens(kept) ? Of(kept) : null;
    }

    private async ValueTask<Identity?> SessionAsync(string session)
    {
        if (Sessions.KeyOf(session, time.GetUtcNow()) is not { } id) return null;
        Identity? claimed = id == Caller.Operator.Key && _operator is not null ? new Identity(Caller.Operator, _operator)
            : KeyText.IsId(id) && await keys.FindAsync(id) is { } kept ? Of(kept)
            : null;
        return claimed is { Digest: { } digest } && Sessions.IsGenuine(session, digest) ? claimed : null;
    }

    private static Identity Of(ApiKey kept) => new(new Caller(kept.Id, kept.Business), Convert.FromHexString(kept.Digest));
}

/// <summary>The owner of a credential.</summary>
/// <param name="Digest">Digest of the key, for sessions; null for callers that can't open one.</param>
internal sealed record Identity(Caller Caller, byte[]? Digest);
