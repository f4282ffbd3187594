using System.Collections.Concurrent;
using CallQueue.Carriers;
using CallQueue.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CallQueue.Webhooks;

/// <summary>Reads callbacks exactly as they arrived, byte for byte where signatures need it.</summary>
internal static class CarrierMessages
{
    /// <summary>The largest callback, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>By the configured text, of which a process has one.</summary>
    private static readonly ConcurrentDictionary<string, PublicUrl> Parsed = new(StringComparer.Ordinal);

    /// <exception cref="Inputs.InputTooLargeException">The body has more than <paramref name="maxBytes"/>.</exception>
    /// <param name="http">The request.</param>
    /// <param name="options">The gateway's, with the public URL.</param>
    /// <param name="maxBytes">The largest body.</param>
    /// <param name="callback">The carrier's name and the kind of its callback, for those whose URL we make for each attempt.</param>
    public static async Task<CarrierMessage> ReadAsync(HttpContext http, GatewayOptions options, int maxBytes = MaxBytes, (string Carrier, string Kind)? callback = null)
    {
        byte[] body = await JsonBody.ReadAsync(http, maxBytes);
        IReadOnlyList<KeyValuePair<string, string>> form = IsForm(http.Request) ? FormPairs.Parse(body.AsSpan()) : [];
        string path = PathOf(http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        return options.PublicUrl is { } text && Parsed.GetOrAdd(text, PublicUrl.Parse) is var url
            ? new CarrierMessage(http.Request.Method, url.UrlAsSigned(path), form, body, Header) { OtherUrls = Others(url, path, http, callback) }
            : new CarrierMessage(http.Request.Method, $"{http.Request.Scheme}://{http.Request.Host.Value}{path}", form, body, Header);

        string? Header(string name) => http.Request.Headers.TryGetValue(name, out var values) && values.Count > 0 ? values.ToString() : null;
    }

    // Most messages are signed under the first spelling, and the others are never made.
    private static IEnumerable<string> Others(PublicUrl url, string path, HttpContext http, (string Carrier, string Kind)? callback)
    {
        foreach (string other in url.OtherSpellings(path, Given(http, callback))) yield return other;
    }

    /// <summary>Whether the request declares a form body.</summary>
    public static bool IsForm(HttpRequest request) =>
        request.ContentType is { } type
        && type.AsSpan(0, type.IndexOf(';', StringComparison.Ordinal) is >= 0 and var end ? end : type.Length).Trim().Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Path and query as the carrier was given them, made again from the attempt that the query names: proxies and carriers reorder
    /// queries, escape them anew and add to them. A signature over it is as good as one over the request line.
    /// </summary>
    private static string? Given(HttpContext http, (string Carrier, string Kind)? callback) =>
        callback is { } kind && CallbackQuery.TryRead(http.Request.QueryString.Value, out AttemptRef? attempt) ? CallbackQuery.PathOf(kind.Carrier, kind.Kind, attempt) : null;

    // A proxy may send the absolute form: GET http://host/path HTTP/1.1.
    private static string PathOf(string target)
    {
        if (target.StartsWith('/')) return target;
        int scheme = target.IndexOf("://", StringComparison.Ordinal);
        int path = scheme < 0 ? -1 : target.IndexOf('/', scheme + 3);
        return path < 0 ? "/" : target[path..];
    }
}
