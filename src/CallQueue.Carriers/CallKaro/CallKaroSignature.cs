using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CallQueue.Carriers.CallKaro;

/// <summary>
/// HMAC-SHA256 over the raw body, or, where the message carries its time, over <c>time.body</c>; in hex or base64, perhaps
/// behind <c>sha256=</c>. CallKaro documents no signature: this is the most usual one. Pure.
/// </summary>
internal static class CallKaroSignature
{
    private const string Prefix = "sha256=";

    /// <summary>Whether the message is signed with one of <paramref name="secrets"/> and not stale.</summary>
    public static bool IsGenuine(CarrierMessage message, CallKaroOptions options, IReadOnlyList<byte[]> secrets, DateTimeOffset now)
    {
        if (message.Header(options.SignatureHeader) is not { Length: > 0 } header || Decode(header.Trim()) is not { } given) return false;
        string? sent = message.Header(options.TimestampHeader)?.Trim();
        // Only a time that the signature covers is used, so an old message can't be replayed by omitting it.
        if (sent is not null && !IsFresh(sent, options.SignatureAge, now)) return false;
        byte[] text = sent is null ? message.Body.ToArray() : [.. Encoding.UTF8.GetBytes(sent + "."), .. message.Body.Span];
        bool matches = false;
        foreach (byte[] secret in secrets) matches |= CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(secret, text), given);
        return matches;
    }

    /// <summary>Unix time in seconds or milliseconds.</summary>
    private static bool IsFresh(string sent, TimeSpan age, DateTimeOffset now)
    {
        if (!long.TryParse(sent, NumberStyles.None, CultureInfo.InvariantCulture, out long number)) return false;
        double seconds = sent.Length > 11 ? number / 1000.0 : number;
        return Math.Abs((now - DateTimeOffset.UnixEpoch).TotalSeconds - seconds) <= age.TotalSeconds;
    }

    private static byte[]? Decode(string header)
    {
        string digest = header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? header[Prefix.Length..] : header;
        var bytes = new byte[HMACSHA256.HashSizeInBytes];
        if (digest.Length == bytes.Length * 2)
            return Convert.FromHexString(digest, bytes, out _, out _) == System.Buffers.OperationStatus.Done ? bytes : null;
        return Convert.TryFromBase64String(digest, bytes, out int length) && length == bytes.Length ? bytes : null;
    }
}
