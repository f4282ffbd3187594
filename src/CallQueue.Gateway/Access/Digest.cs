using System.Security.Cryptography;
using System.Text;

namespace CallQueue.Access;

/// <summary>Secrets are compared by their digests, which are of equal length: comparing tells nothing of a secret, not even how long it is.</summary>
internal static class Digest
{
    public static byte[] Of(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    /// <summary>Whether they are the same; takes as long either way.</summary>
    public static bool IsSame(string text, byte[] expected) => CryptographicOperations.FixedTimeEquals(Of(text), expected);
}
