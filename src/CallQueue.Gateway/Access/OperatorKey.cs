using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace CallQueue.Access;

/// <summary>
/// The deployment's own key: whoever has it may do everything. Programs send it as <c>Authorization: Bearer …</c> or
/// <c>X-Api-Key</c>; a browser asks for it as the password of any user name (Basic). Compared in constant time, never
/// logged.
/// </summary>
public static class OperatorKey
{
    /// <summary>The shortest key that is accepted, in characters.</summary>
    public const int MinLength = 32;

    private const string Header = "X-Api-Key";

    /// <summary>Asks for the key everywhere but below <paramref name="open"/> paths, such as signed webhooks and probes; 401 without it.</summary>
    /// <param name="app">Where to.</param>
    /// <param name="key">At least <see cref="MinLength"/> characters.</param>
    /// <param name="open">Paths that need no key, with all below them.</param>
    /// <exception cref="ArgumentException">The key is too short to be one.</exception>
    public static void UseOperatorKey(this IApplicationBuilder app, string key, params string[] open)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Length < MinLength) throw new ArgumentException($"an operator key has at least {MinLength} characters", nameof(key));
        byte[] expected = Digest(key);
        app.Use((http, next) =>
            open.Any(path => http.Request.Path.StartsWithSegments(path)) || IsGiven(http.Request, expected) ? next(http) : RefuseAsync(http));
    }

    private static bool IsGiven(HttpRequest request, byte[] expected) =>
        Candidate(request) is { } candidate && CryptographicOperations.FixedTimeEquals(Digest(candidate), expected);

    private static string? Candidate(HttpRequest request)
    {
        if (request.Headers.TryGetValue(Header, out StringValues header) && header is [{ Length: > 0 } key]) return key;
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out AuthenticationHeaderValue? sent) || sent.Parameter is not { } text) return null;
        if (sent.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)) return text;
        return sent.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) ? Password(text) : null;
    }

    private static string? Password(string credentials)
    {
        Span<byte> bytes = new byte[credentials.Length];
        if (!Convert.TryFromBase64String(credentials, bytes, out int length)) return null;
        string both = Encoding.UTF8.GetString(bytes[..length]);
        int colon = both.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : both[(colon + 1)..];
    }

    // Of equal length whatever was sent, so that comparing tells nothing of the key's length.
    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static Task RefuseAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        http.Response.Headers.WWWAuthenticate = "Basic realm=\"callqueue\", charset=\"UTF-8\"";
        return http.Response.WriteAsync("This needs the operator's key.", http.RequestAborted);
    }
}
