using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CallQueue.Outgoing;

/// <summary>Proves to an app that an event is genuine and complete, and how old it is.</summary>
internal static class WebhookSignature
{
    /// <summary><c>t={unix seconds},v1={hex HMAC-SHA256 of "t.id.body"}</c>, keyed with the secret's UTF-8 bytes.</summary>
    public static string Of(string secret, DateTimeOffset at, string id, ReadOnlySpan<byte> body)
    {
        string seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes($"{seconds}.{id}."));
        hmac.AppendData(body);
        return $"t={seconds},v1={Convert.ToHexStringLower(hmac.GetHashAndReset())}";
    }
}
