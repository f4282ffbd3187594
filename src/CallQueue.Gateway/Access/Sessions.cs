using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CallQueue.Access;

/// <summary>
/// Browser sessions. A session is a tamper-proof text: the key's id, the expiry time, and a code made of both
/// with the key's digest. Nothing is stored, and a session ends with its key.
/// </summary>
internal static class Sessions
{
    public const string Cookie = "callqueue_session";
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);
    private const int MaxLength = 200;

    /// <summary>A session of the key with that digest.</summary>
    public static string Make(string key, byte[] digest, DateTimeOffset until)
    {
        string claim = string.Create(CultureInfo.InvariantCulture, $"{key}.{until.ToUnixTimeSeconds()}");
        return $"{claim}.{Convert.ToHexStringLower(Code(claim, digest))}";
    }

    /// <summary>The key id in a session; null when it is malformed or expired. It is not verified yet.</summary>
    public static string? KeyOf(string session, DateTimeOffset now)
    {
        if (session.Length > MaxLength || session.Split('.') is not [{ } key, { } until, _]) return null;
        bool isTime = long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds);
        return isTime && seconds > now.ToUnixTimeSeconds() ? key : null;
    }

    /// <summary>Whether the session was created with that digest.</summary>
    public static bool IsGenuine(string session, byte[] digest)
    {
        int dot = session.LastIndexOf('.');
        byte[] expected = Code(session[..dot], digest);
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(session[(dot + 1)..]), Encoding.ASCII.GetBytes(Convert.ToHexStringLower(expected)));
    }

    private static byte[] Code(string claim, byte[] digest) => HMACSHA256.HashData(digest, Encoding.UTF8.GetBytes($"callqueue session {claim}"));
}
