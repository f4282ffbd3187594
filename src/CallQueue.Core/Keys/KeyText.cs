using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CallQueue.Keys;

/// <summary>
/// A key as its owner holds it: <c>cq_{id}_{secret}</c>. The id (24 hex digits) names it, the secret (64 hex digits, 256
/// random bits) proves it.
/// </summary>
public sealed record KeyText(string Id, string Secret)
{
    /// <summary>The length of a key's text.</summary>
    public const int Length = 3 + IdLength + 1 + SecretLength;

    private const string Prefix = "cq_";
    private const int IdLength = 24;
    private const int SecretLength = 64;
    private const int ShardLength = 2;

    /// <summary>The names of all keyrings.</summary>
    public static IReadOnlyList<string> Shards { get; } = [.. Enumerable.Range(0, 256).Select(i => i.ToString("x2", CultureInfo.InvariantCulture))];

    /// <summary>A new random key.</summary>
    public static KeyText New() => new(
        Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdLength / 2)), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretLength / 2)));

    /// <summary>Reads a key's text. False for everything that <see cref="New"/> could not have made.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out KeyText? key)
    {
        key = null;
        if (text is not { Length: Length } || !text.StartsWith(Prefix, StringComparison.Ordinal) || text[Prefix.Length + IdLength] != '_') return false;
        (string id, string secret) = (text.Substring(Prefix.Length, IdLength), text[^SecretLength..]);
        if (!IsId(id) || !IsHex(secret)) return false;
        key = new KeyText(id, secret);
        return true;
    }

    /// <summary>Whether it may be a key's id.</summary>
    public static bool IsId([NotNullWhen(true)] string? text) => text is { Length: IdLength } && IsHex(text);

    /// <summary>The keyring that has the key of that id.</summary>
    public static string ShardOf(string id) => IsId(id) ? id[..ShardLength] : throw new ArgumentException("this is not the id of a key", nameof(id));

    /// <summary>The key as a keyring stores it.</summary>
    public ApiKey ToKeep(string name, KeyTerms terms, DateTimeOffset createdAt)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return new ApiKey
        {
            Id = Id, Name = name, Business = terms.Business, CreatedAt = createdAt, Tail = Tail, Digest = StoredDigest,
            Role = terms.Role == KeyTerms.For(terms.Business).Role ? null : terms.Role, ExpiresAt = terms.ExpiresAt, Networks = terms.Networks is { Count: > 0 } networks ? networks : null,
            RemovesOptOuts = terms is { RemovesOptOuts: true, Role: KeyRole.Business } ? true : null,
        };
    }

    /// <summary>The end of the secret, for people to recognize it.</summary>
    public string Tail => Secret[^4..];

    /// <summary>What is stored of the secret: its SHA-256 in lower-case hex.</summary>
    public string StoredDigest => Convert.ToHexStringLower(Digest);

    /// <summary>Whether this is the stored key, with its present secret or with the former one while that works; compared in constant time.</summary>
    public bool Opens(ApiKey kept, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(kept);
        byte[] digest = Digest;
        bool isPresent = CryptographicOperations.FixedTimeEquals(digest, Convert.FromHexString(kept.Digest));
        bool isFormer = kept.FormerDigest is { } former && now < kept.FormerUntil && CryptographicOperations.FixedTimeEquals(digest, Convert.FromHexString(former));
        return kept.Id == Id && (isPresent || isFormer);
    }

    /// <summary>The key's text.</summary>
    public string Reveal() => $"{Prefix}{Id}_{Secret}";

    /// <summary>The id alone: a key that slips into a log line must not be one.</summary>
    public override string ToString() => $"{Prefix}{Id}_…";

    private byte[] Digest => SHA256.HashData(Encoding.ASCII.GetBytes(Secret));

    private static bool IsHex(string text) => text.All(char.IsAsciiHexDigitLower);
}
