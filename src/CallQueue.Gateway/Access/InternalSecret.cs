using Microsoft.AspNetCore.Http;

namespace CallQueue.Access;

/// <summary>
/// The secret that programs of one deployment share [S4.9], sent as <c>X-Internal-Secret</c>. While none is set, the
/// endpoints that need it reject all requests.
/// </summary>
internal sealed class InternalSecret(AccessOptions options, FailedAttempts failures)
{
    private const string Header = "X-Internal-Secret";
    private readonly byte[]? _expected = options.InternalSecret is { } secret ? Digest.Of(secret) : null;

    /// <summary>
    /// Whether the request has it; compared in constant time. Its sender then has the access of an operator, who may name any
    /// business. For endpoints that are open otherwise: they answer 401 when it is not given.
    /// </summary>
    public bool IsGiven(HttpRequest request)
    {
        bool isGiven = _expected is not null && request.Headers[Header] is [{ Length: > 0 } shown] && Digest.IsSame(shown, _expected);
        if (isGiven) request.HttpContext.Enter(Caller.Internal);
        else failures.Count(ClientAddress.Of(request.HttpContext));
        return isGiven;
    }
}
