using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace CallQueue.Access;

/// <summary>
/// Protects what a browser carries to the identity provider and back, with keys derived from the client's secret: so the browser may come back to
/// another gateway, and nothing is stored.
/// </summary>
internal sealed class SecretProtection : IDataProtector
{
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private readonly byte[] _key;

    private SecretProtection(byte[] key) => _key = key;

    public static SecretProtection From(string secret) => new(HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), 32, info: "callqueue sign-in"u8.ToArray()));

    public IDataProtector CreateProtector(string purpose) => new SecretProtection(HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, 32, info: Encoding.UTF8.GetBytes(purpose)));

    public byte[] Protect(byte[] plaintext)
    {
        ArgumentNullException.ThrowIfNull(plaintext);
        byte[] all = new byte[NonceLength + TagLength + plaintext.Length];
        RandomNumberGenerator.Fill(all.AsSpan(0, NonceLength));
        using var aes = new AesGcm(_key, TagLength);
        aes.Encrypt(all.AsSpan(0, NonceLength), plaintext, all.AsSpan(NonceLength + TagLength), all.AsSpan(NonceLength, TagLength));
        return all;
    }

    /// <exception cref="CryptographicException">It was changed, or not protected with this key.</exception>
    public byte[] Unprotect(byte[] protectedData)
    {
        ArgumentNullException.ThrowIfNull(protectedData);
        if (protectedData.Length < NonceLength + TagLength) throw new CryptographicException("the protected data is cut off");
        byte[] plain = new byte[protectedData.Length - NonceLength - TagLength];
        using var aes = new AesGcm(_key, TagLength);
        aes.Decrypt(protectedData.AsSpan(0, NonceLength), protectedData.AsSpan(NonceLength + TagLength), protectedData.AsSpan(NonceLength, TagLength), plain);
        return plain;
    }
}
