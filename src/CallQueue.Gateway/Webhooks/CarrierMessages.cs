using System.Text;
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

    /// <exception cref="Inputs.InputTooLargeException">The body has more than <paramref name="maxBytes"/>.</exception>
    public static async Task<CarrierMessage> ReadAsync(HttpContext http, GatewayOptions options, int maxBytes = MaxBytes)
    {
        byte[] body = await JsonBody.ReadAsync(http, maxBytes);
        IReadOnlyList<KeyValuePair<string, string>> form = IsForm(http.Request) ? FormPairs.Parse(Encoding.UTF8.GetString(body)) : [];
        return new CarrierMessage(http.Request.Method, Url(http, options), form, body, Header);

        string? Header(string name) => http.Request.Headers.TryGetValue(name, out var values) && values.Count > 0 ? values.ToString() : null;
    }

    /// <summary>Whether the request declares a form body.</summary>
    public static bool IsForm(HttpRequest request) =>
        request.ContentType is { } type
        && type.Split(';')[0].Trim().Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

    /// <summary>The URL that the carrier was given, with path and query exactly as in the request line, neither decoded nor re-encoded.</summary>
    private static string Url(HttpContext http, GatewayOptions options)
    {
        string target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        string path = PathOf(target);
        return options.PublicUrl is { } url ? PublicUrl.Parse(url).UrlAsSigned(path) : $"{http.Request.Scheme}://{http.Request.Host.Value}{path}";
    }

    // A proxy may send the absolute form: GET http://host/path HTTP/1.1.
    private static string PathOf(string target)
    {
        if (target.StartsWith('/')) return target;
        int scheme = target.IndexOf("://", StringComparison.Ordinal);
        int path = scheme < 0 ? -1 : target.IndexOf('/', scheme + 3);
        return path < 0 ? "/" : target[path..];
    }
}
