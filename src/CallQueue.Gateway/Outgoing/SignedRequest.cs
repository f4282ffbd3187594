using System.Globalization;
using System.Net.Http.Headers;

namespace CallQueue.Outgoing;

/// <summary>Requests to an app's own endpoint, signed so that the app can verify them.</summary>
internal static class SignedRequest
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public static HttpRequestMessage Post(string url, string secret, string id, DateTimeOffset now, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) { Headers = { ContentType = Json } } };
        request.Headers.Add("User-Agent", "CallQueue");
        request.Headers.Add("X-CallQueue-Id", id);
        request.Headers.Add("X-CallQueue-Timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("X-CallQueue-Signature", WebhookSignature.Of(secret, now, id, body));
        return request;
    }

    /// <summary>
    /// One text for everything that goes wrong before a connection exists. A tenant chooses the URL: different texts for an unknown name, a private address
    /// and a closed port would let it explore the network of this process.
    /// </summary>
    public const string NotReached = "not reached: its host name is unknown, its address is not public and not allowed by OUTGOING_ALLOW_PRIVATE, or nothing accepts connections there";

    /// <summary>The error text for operators and tenants. It has neither the URL nor an address, and does not tell which of its reasons applies.</summary>
    public static string Describe(Exception failure) => failure switch
    {
        { InnerException: ForbiddenAddressException } => NotReached,
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError } => NotReached,
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown and var error } => $"not reached ({error})",
        _ => NotReached,
    };
}
