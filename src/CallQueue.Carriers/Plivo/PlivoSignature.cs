using System.Security.Cryptography;
using System.Text;
using CallQueue.Http;

namespace CallQueue.Carriers.Plivo;

/// <summary>
/// Plivo's V3 signature, and V2 for reference (V2 does not cover parameters and is never accepted). Pure. Rules and
/// sources: docs/carrier-facts.md#plivo-signature.
/// </summary>
public static class PlivoSignature
{
    /// <summary>Base64 of the HMAC-SHA256 over URL, sorted parameters and nonce.</summary>
    /// <param name="token">The account's token.</param>
    /// <param name="method">GET or POST.</param>
    /// <param name="url">The whole URL with its query, byte for byte, without fragment.</param>
    /// <param name="form">The decoded form fields; ignored for GET.</param>
    /// <param name="nonce">The nonce header.</param>
    public static string ComputeV3(string token, string method, string url, IReadOnlyList<KeyValuePair<string, string>> form, string nonce)
    {
        int at = url.IndexOf('?', StringComparison.Ordinal);
        var query = at < 0 ? [] : FormPairs.ParseQuery(url[at..]);
        bool hasForm = method != "GET" && form.Count > 0;
        var text = new StringBuilder(at < 0 ? url : url[..at]);
        if (query.Count > 0 || hasForm) text.Append('?');
        text.AppendJoin('&', Sorted(query).Select(pair => $"{pair.Key}={pair.Value}"));
        // There is a dot between query and form, but none between URL and form.
        if (query.Count > 0 && hasForm) text.Append('.');
        if (hasForm) foreach ((string name, string value) in Sorted(form)) text.Append(name).Append(value);
        return Sign(token, text.Append('.').Append(nonce).ToString());
    }

    /// <summary>The deprecated signature: URL without query, and nonce.</summary>
    public static string ComputeV2(string token, string url, string nonce)
    {
        int at = url.IndexOf('?', StringComparison.Ordinal);
        return Sign(token, (at < 0 ? url : url[..at]) + nonce);
    }

    /// <summary>
    /// Whether <paramref name="message"/> carries a V3 signature made with one of <paramref name="tokens"/>, or a Ma
    /// signature made with one of <paramref name="mainTokens"/>.
    /// </summary>
    public static bool IsGenuine(CarrierMessage message, IReadOnlyList<string> tokens, IReadOnlyList<string> mainTokens)
    {
        if (message.Header("X-Plivo-Signature-V3-Nonce") is not { Length: > 0 } nonce) return false;
        // The signature does not cover a body that is not a form: genuine requests do not have one.
        if (message.Method != "GET" && message.Form.Count == 0 && !message.Body.IsEmpty) return false;
        return Matches(message, "X-Plivo-Signature-V3", nonce, tokens) || Matches(message, "X-Plivo-Signature-Ma-V3", nonce, mainTokens);
    }

    private static bool Matches(CarrierMessage message, string header, string nonce, IReadOnlyList<string> tokens)
    {
        string[] given = (message.Header(header) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (given.Length == 0) return false;

        // The URL as we gave it comes first: nearly always it is the one that was signed.
        foreach (string url in message.Urls)
        {
            foreach (string token in tokens)
            {
                byte[] ours = Encoding.UTF8.GetBytes(ComputeV3(token, message.Method, url, message.Form, nonce));
                foreach (string signature in given)
                    if (CryptographicOperations.FixedTimeEquals(ours, Encoding.UTF8.GetBytes(signature))) return true;
            }
        }

        return false;
    }

    private static IOrderedEnumerable<KeyValuePair<string, string>> Sorted(IEnumerable<KeyValuePair<string, string>> pairs) =>
        pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal);

    private static string Sign(string token, string text) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(text)));
}
