using System.Buffers;
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
    public static string Compute(string token, string url, IReadOnlyList<KeyValuePair<string, string>> form) => Sign(token, url, Sorted(form));

    /// <summary>
    /// Whether <paramref name="message"/> was signed with one of <paramref name="tokens"/>, with or without the port in its URL. The URL as we gave it comes
    /// first: nearly always it is the one that was signed, and the other spellings are not computed.
    /// </summary>
    public static bool IsGenuine(CarrierMessage message, IReadOnlyList<string> tokens)
    {
        if (message.Header("X-Twilio-Signature") is not { Length: > 0 } given || !BodyIsUnchanged(message)) return false;
        string fields = message.Method == "GET" ? "" : Sorted(message.Form);
        foreach (string url in message.Urls)
            foreach (string spelling in Spellings(url))
                foreach (string token in tokens)
                    if (AreEqual(Sign(token, spelling, fields), given)) return true;
        return false;
    }

    /// <summary>Names and values, one after the other. A repeated name counts once per distinct value.</summary>
    private static string Sorted(IReadOnlyList<KeyValuePair<string, string>> form)
    {
        if (form.Count == 0) return "";
        var sorted = new KeyValuePair<string, string>[form.Count];
        for (int i = 0; i < sorted.Length; i++) sorted[i] = form[i];
        Array.Sort(sorted, Compare);
        var text = new StringBuilder(512);
        for (int i = 0; i < sorted.Length; i++)
            if (i == 0 || Compare(sorted[i], sorted[i - 1]) != 0) text.Append(sorted[i].Key).Append(sorted[i].Value);
        return text.ToString();
    }

    private static int Compare(KeyValuePair<string, string> a, KeyValuePair<string, string> b) =>
        string.CompareOrdinal(a.Key, b.Key) is not 0 and var names ? names : string.CompareOrdinal(a.Value, b.Value);

    [SuppressMessage("Security", "CA5350", Justification = "Twilio signs webhooks with HMAC-SHA1 and offers no other algorithm.")]
    private static string Sign(string token, string url, string fields)
    {
        byte[] signed = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(url.Length + fields.Length));
        try
        {
            int length = Encoding.UTF8.GetBytes(url, signed);
            length += Encoding.UTF8.GetBytes(fields, signed.AsSpan(length));
            Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
            HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), signed.AsSpan(0, length), hash);
            return Convert.ToBase64String(hash);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(signed);
        }
    }

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
