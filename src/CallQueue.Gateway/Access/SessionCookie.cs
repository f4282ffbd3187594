using Microsoft.AspNetCore.Http;

namespace CallQueue.Access;

/// <summary>
/// The cookie of a browser's session. Where <see cref="GatewayOptions.PublicUrl"/> is https, its name begins with <c>__Host-</c>: browsers then
/// accept it only from this host, over https and for all paths. A rehearsal over http keeps the plain name.
/// </summary>
internal sealed class SessionCookie(GatewayOptions options)
{
    public const string PlainName = "callqueue_session";
    private readonly bool _isSecure = options.PublicUrl?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) == true;

    public string Name => _isSecure ? $"__Host-{PlainName}" : PlainName;

    /// <summary>What the request sends; null when it sends none.</summary>
    public string? Of(HttpRequest request) => request.Cookies[Name] is { Length: > 0 } text ? text : null;

    public void Set(HttpResponse response, string session, DateTimeOffset until) => response.Cookies.Append(Name, session, Options(until));

    public void Clear(HttpResponse response) => response.Cookies.Delete(Name, Options(null));

    private CookieOptions Options(DateTimeOffset? until) => new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = _isSecure, Path = "/", Expires = until };
}
