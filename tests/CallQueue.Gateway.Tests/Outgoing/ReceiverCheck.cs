using System.Security.Cryptography;
using System.Text;

namespace CallQueue.Gateway.Tests.Outgoing;

/// <summary>The C# lines that docs/guides/webhooks.md gives to receivers.</summary>
internal static class ReceiverCheck
{
    /// <summary>True for a genuine event of the last five minutes.</summary>
    public static bool Check(string secret, string id, string signature, ReadOnlySpan<byte> body, TimeProvider time)
    {
        string seconds = signature.Split(',')[0]["t=".Length..];
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{seconds}.{id}."), .. body];
        string digest = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
        bool isGenuine = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes($"t={seconds},v1={digest}"), Encoding.UTF8.GetBytes(signature));
        return isGenuine && long.TryParse(seconds, out long at) && Math.Abs(time.GetUtcNow().ToUnixTimeSeconds() - at) < 300;
    }
}
