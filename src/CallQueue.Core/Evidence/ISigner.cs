namespace CallQueue.Evidence;

/// <summary>Signs for the installation: one key for all of its processes, made when it is first needed and stored with the other records.</summary>
public interface ISigner
{
    /// <summary>The key under which an installation has its signer.</summary>
    const string Key = "installation";

    /// <summary>An ECDSA signature over the SHA-256 of <paramref name="data"/> (P-256, ASN.1 DER).</summary>
    Task<byte[]> SignAsync(byte[] data);

    /// <summary>The public key, as an ASN.1 SubjectPublicKeyInfo.</summary>
    Task<byte[]> PublicKeyAsync();
}

/// <summary>The signer's root record.</summary>
/// <param name="PrivateKey">PKCS #8.</param>
/// <param name="CreatedAt">When it was made.</param>
internal sealed record SignerRoot(byte[] PrivateKey, DateTimeOffset CreatedAt);
