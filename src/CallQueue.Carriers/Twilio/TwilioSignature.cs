using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using CallQueue.Http;

namespace CallQueue.Carriers.Twilio;

/// <summary>Twilio's <c>X-Twilio-Signature</c>. Pure. Rules and sources: docs/carrier-facts.md#twilio-signature.</summary>
public static class TwilioSignature
{
    private const string BodyHash = "bodySHA256";

    /// <summary>Base64 of the HMAC-SHA1, keyed with the token, over the URL and the sorted form fields.</summary>
    /// <param name="token">The account's token.</param>
    /// <param name="url">The whole URL with its query, byte for byte, without fragment.</param>
    /// <param name="form">The decoded form fields; empty for GET and for JSON bodies.</param>
    [SuppressMessage("Security", "CA5350", Justification = "Twilio signs webhooks with HMAC-SHA1 and offers no other algorithm.")]
    public static string Compute(string token, string url, IReadOnlyList<KeyValuePair<string, string>> form)
    {
        var text = new StringBuilder(url);
        // A repeated name counts once per distinct value.
        foreach ((string name, string value) in form.Distinct().OrderBy(f => f.Key, StringComparer.Ordinal).ThenBy(f => f.Value, StringComparer.Ordinal))
            text.Append(name).Append(value);
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Whether <paramref name="message"/> was signed with one of <paramref name="tokens"/>, with or without the port in its URL.</summary>
    public static bool IsGenuine(CarrierMessage message, IReadOnlyList<string> tokens)
    {
        if (message.Header("X-Twilio-Signature") is not { Length: > 0 } given || !BodyIsUnchanged(message)) return false;
        bool genuine = false;
        foreach (string url in message.Urls.SelectMany(Spellings))
            foreach (string token in tokens)
                genuine |= AreEqual(Compute(token, url, FormOf(message)), given);
        return genuine;
    }

    private static IReadOnlyList<KeyValuePair<string, string>> FormOf(CarrierMessage message) =>
        message.Method == "GET" ? [] : message.Form;

    // A JSON body is covered by its hash in the query, which the signature covers. A form body is covered itself.
    private static bool BodyIsUnchanged(CarrierMessage message)
    {
        if (message.Method == "GET" || message.Form.Count > 0) return true;
        int query = message.Url.IndexOf('?', StringComparison.Ordinal);
        string? hash = query < 0 ? null : FormPairs.ParseQuery(message.Url[query..]).First(BodyHash);
        return hash is null
            ? message.Body.IsEmpty
            : AreEqual(Convert.ToHexStringLower(SHA256.HashData(message.Body.Span)), hash);
    }

    // Twilio signed requests for documents without and event callbacks with the port; so any of the three spellings passes.
    private static IEnumerable<string> Spellings(string url)
    {
        yield return url;
        int start = url.IndexOf("://", StringComparison.Ordinal) + 3;
        int end = url.AsSpan(start).IndexOfAny('/', '?') is var path && path < 0 ? url.Length : start + path;
        int port = url.LastIndexOf(':', end - 1, end - start);
        if (port > url.LastIndexOf(']', end - 1)) yield return url.Remove(port, end - port);
        else yield return url.Insert(end, url.StartsWith("https:", StringComparison.OrdinalIgnoreCase) || url.StartsWith("wss:", StringComparison.OrdinalIgnoreCase) ? ":443" : ":80");
    }

    private static bool AreEqual(string ours, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(ours), Encoding.UTF8.GetBytes(given));
}
