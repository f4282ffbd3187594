using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace CallQueue.Access;

/// <summary>
/// The credential of a request: a key as <c>X-Api-Key</c>, <c>Authorization: Bearer</c> or the password of any user name
/// (Basic: a browser asks for it), or a session's cookie.
/// </summary>
/// <param name="IsSession">The text is a session, not a key.</param>
/// <param name="IsByItself">A browser sends it automatically with every request, so the page's origin must be checked too.</param>
internal sealed record Credential(string Text, bool IsSession, bool IsByItself)
{
    public const string Header = "X-Api-Key";

    /// <summary>The credential of the request; null without one. An unreadable credential becomes an empty text, which is not a valid key.</summary>
    public static Credential? Of(HttpRequest request, SessionCookie cookie)
    {
        if (request.Headers.TryGetValue(Header, out StringValues header)) return new Credential(header is [{ } key] ? key : "", false, false);
        if (request.Headers.Authorization is { Count: > 0 } authorization) return Of(authorization.ToString());
        return cookie.Of(request) is { } session ? new Credential(session, true, true) : null;
    }

    /// <summary>Secrets are not printed.</summary>
    public override string ToString() => IsSession ? "a session" : "a key";

    private static Credential Of(string authorization)
    {
        if (!AuthenticationHeaderValue.TryParse(authorization, out AuthenticationHeaderValue? sent) || sent.Parameter is not { } text) return new Credential("", false, false);
        if (sent.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)) return new Credential(text, false, false);
        return sent.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) ? new Credential(Password(text), false, true) : new Credential("", false, false);
    }

    private static string Password(string credentials)
    {
        Span<byte> bytes = new byte[credentials.Length];
        if (!Convert.TryFromBase64String(credentials, bytes, out int length)) return "";
        string both = Encoding.UTF8.GetString(bytes[..length]);
        int colon = both.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? "" : both[(colon + 1)..];
    }
}
