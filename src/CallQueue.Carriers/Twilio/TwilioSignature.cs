using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using CallQueue.Http;

namespace CallQueue.Carriers.Twilio;

/// <summary>Twilio's <c>X-Twilio-Signature</c>. Pure. Rules and sources: docs/carrier-facts.md#twilio-signature.</summary>
public static class TwilioSignature
{
    private const string BodyHash = "bodySHA256";

    /// <summary>Of an HMAC-SHA1 in Base64.</summary>
    private const int Length = 28;

    /// <summary>Base64 of the HMAC-SHA1, keyed with the token, over the URL and the sorted form fields.</summary>
    /// <param name="token">The account's token.</param>
    /// <param name="url">The whole URL with its query, byte for byte, without fragment.</param>
    /// <param name="form">The decoded form fields; empty for GET and for JSON bodies.</param>
    public static string Compute(string token, string url, IReadOnlyList<KeyValuePair<string, string>> form)
    {
        Span<byte> signature = stackalloc byte[Length];
        using var signed = new SignedBytes(form);
        signed.Sign(token, url, signature);
        return Encoding.ASCII.GetString(signature);
    }

    /// <summary>
    /// Whether <paramref name="message"/> was signed with one of <paramref name="tokens"/>, with or without the port in its URL. The URL as we gave it comes
    /// first: nearly always it is the one that was signed, and the other spellings are not computed.
    /// </summary>
    public static bool IsGenuine(CarrierMessage message, IReadOnlyList<string> tokens) => IsGenuine(message, message.Header("X-Twilio-Signature"), tokens);

    /// <inheritdoc cref="IsGenuine(CarrierMessage, IReadOnlyList{string})"/>
    /// <param name="message">The message.</param>
    /// <param name="signature">The signature that came with it.</param>
    /// <param name="tokens">The keys.</param>
    internal static bool IsGenuine(CarrierMessage message, string? signature, IReadOnlyList<string> tokens)
    {
        if (signature is not { Length: Length } text || !Ascii.IsValid(text) || !BodyIsUnchanged(message)) return false;
        Span<byte> given = stackalloc byte[Length];
        Encoding.ASCII.GetBytes(text, given);
        using var signed = new SignedBytes(message.Method == "GET" ? [] : message.Form);
        if (IsSigned(signed, message.Url, tokens, given)) return true;
        foreach (string url in message.Urls)
            foreach (string spelling in Spellings(url))
                if (IsSigned(signed, spelling, tokens, given)) return true;
        return false;
    }

    private static bool IsSigned(SignedBytes signed, string url, IReadOnlyList<string> tokens, ReadOnlySpan<byte> given)
    {
        Span<byte> signature = stackalloc byte[Length];
        for (int i = 0; i < tokens.Count; i++)
        {
            signed.Sign(tokens[i], url, signature);
            if (CryptographicOperations.FixedTimeEquals(signature, given)) return true;
        }

        return false;
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

    /// <summary>The fields as they are signed, behind any URL: names and values one after the other, sorted. A repeated name counts once per distinct value.</summary>
    private readonly struct SignedBytes : IDisposable
    {
        private readonly byte[] _fields;
        private readonly int _length;

        public SignedBytes(IReadOnlyList<KeyValuePair<string, string>> form)
        {
            KeyValuePair<string, string>[] sorted = ArrayPool<KeyValuePair<string, string>>.Shared.Rent(form.Count);
            int characters = 0;
            for (int i = 0; i < form.Count; i++)
            {
                sorted[i] = form[i];
                characters += sorted[i].Key.Length + sorted[i].Value.Length;
            }

            sorted.AsSpan(0, form.Count).Sort(Compare);
            _fields = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(characters));
            for (int i = 0; i < form.Count; i++)
            {
                if (i > 0 && Compare(sorted[i], sorted[i - 1]) == 0) continue;
                _length += Encoding.UTF8.GetBytes(sorted[i].Key, _fields.AsSpan(_length));
                _length += Encoding.UTF8.GetBytes(sorted[i].Value, _fields.AsSpan(_length));
            }

            ArrayPool<KeyValuePair<string, string>>.Shared.Return(sorted, clearArray: true);
        }

        [SuppressMessage("Security", "CA5350", Justification = "Twilio signs webhooks with HMAC-SHA1 and offers no other algorithm.")]
        public void Sign(string token, string url, Span<byte> signature)
        {
            byte[] signed = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(url.Length) + Encoding.UTF8.GetMaxByteCount(token.Length) + _length);
            try
            {
                int key = Encoding.UTF8.GetBytes(token, signed);
                int length = key + Encoding.UTF8.GetBytes(url, signed.AsSpan(key));
                _fields.AsSpan(0, _length).CopyTo(signed.AsSpan(length));
                length += _length;
                Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
                HMACSHA1.HashData(signed.AsSpan(0, key), signed.AsSpan(key, length - key), hash);
                Base64.EncodeToUtf8(hash, signature, out _, out _);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(signed, clearArray: true);
            }
        }

        public void Dispose() => ArrayPool<byte>.Shared.Return(_fields);

        private static int Compare(KeyValuePair<string, string> a, KeyValuePair<string, string> b) =>
            string.CompareOrdinal(a.Key, b.Key) is not 0 and var names ? names : string.CompareOrdinal(a.Value, b.Value);
    }
}
