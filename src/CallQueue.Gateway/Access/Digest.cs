using System.Security.Cryptography;
using System.Text;

namespace CallQueue.Access;

/// <summary>Compares secrets by their digests. Digests have equal length, so the comparison reveals nothing about a secret, not even its length.</summary>
internal static class Digest
{
    public static byte[] Of(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    /// <summary>Whether they are the same; takes as long either way.</summary>
    public static bool IsSame(string text, byte[] expected) => CryptographicOperations.FixedTimeEquals(Of(text), expected);
}
