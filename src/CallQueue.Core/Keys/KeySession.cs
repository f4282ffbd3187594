using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CallQueue.Keys;

/// <summary>
/// A stored session of a browser: enough to verify it, not to use it. Its secret is random and belongs to no key, so whoever reads the store can't
/// make one.
/// </summary>
public sealed record KeySession
{
    /// <summary>Names it in lists and when it is ended; not a secret.</summary>
    public required string Id { get; init; }

    /// <summary>SHA-256 of its secret, in lower-case hex.</summary>
    public required string Digest { get; init; }

    /// <summary>The id of the key that opened it, or a word for another owner.</summary>
    public required string Key { get; init; }

    /// <summary>Changes with the secret that opened the session, which ends when that secret stops working. Null in sessions of earlier versions.</summary>
    public string? Mark { get; init; }

    /// <summary>Who signed in through an identity provider; null for keys.</summary>
    public string? Subject { get; init; }

    /// <summary>What it may do, where no stored key says it.</summary>
    public KeyRole? Role { get; init; }

    /// <summary>The only business that it opens, where no stored key says it; null: all.</summary>
    public BusinessId? Business { get; init; }

    /// <summary>The address it was opened from.</summary>
    public string? From { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>A session as its cookie has it: <c>{id}.{secret}</c>, 24 and 64 hex digits.</summary>
public sealed record SessionText(string Id, string Secret)
{
    private const int IdBytes = 12;
    private const int SecretBytes = 32;

    /// <summary>A new random session.</summary>
    public static SessionText New() => new(
        Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes)));

    /// <summary>Reads a cookie's text. False for everything that <see cref="New"/> could not have made.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SessionText? session)
    {
        session = text?.Split('.') is [{ Length: 2 * IdBytes } id, { Length: 2 * SecretBytes } secret] && (id + secret).All(char.IsAsciiHexDigitLower) ? new SessionText(id, secret) : null;
        return session is not null;
    }

    /// <summary>What is stored of its secret.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Secret)));

    /// <summary>Whether this is the stored session; compared in constant time.</summary>
    public bool Opens(KeySession kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        return kept.Id == Id && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Digest), Encoding.ASCII.GetBytes(kept.Digest));
    }

    /// <summary>The cookie's text.</summary>
    public string Reveal() => string.Create(CultureInfo.InvariantCulture, $"{Id}.{Secret}");

    /// <summary>The id alone.</summary>
    public override string ToString() => $"{Id}.…";
}
