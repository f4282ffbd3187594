using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CallQueue.Hosting;

/// <summary>
/// Encrypts records before a host stores them: AES-256-GCM with a random nonce, and a key derived (HKDF-SHA256) from the deployment's secret for
/// each actor. The actor and the record's name are authenticated too, so that a record can't be moved to another place. Without a secret records are
/// stored as they are. Plain records are always readable; the next write of a record encrypts it. Any thread may use it.
/// </summary>
public sealed class RecordCipher
{
    /// <summary>The shortest secret, in characters.</summary>
    public const int MinSecretLength = 32;

    private const int IdLength = 4;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>No JSON begins with a zero; the last byte is the version of this format.</summary>
    private static readonly byte[] Mark = [0, (byte)'C', (byte)'Q', 1];

    private static readonly int HeadLength = Mark.Length + IdLength + NonceLength + TagLength;
    private readonly Secret? _current;
    private readonly Secret[] _known;

    /// <param name="secret">Encrypts and decrypts; null: nothing is encrypted.</param>
    /// <param name="former">Decrypts only: what <paramref name="secret"/> was before it was changed; null: there was none.</param>
    public RecordCipher(string? secret, string? former = null)
    {
        _current = secret is null ? null : new Secret(secret);
        _known = [.. new[] { _current, former is null ? null : new Secret(former) }.OfType<Secret>()];
    }

    /// <summary>Stores records as they are.</summary>
    public static RecordCipher None { get; } = new(null);

    /// <summary>Whether it encrypts what is written.</summary>
    public bool Encrypts => _current is not null;

    /// <summary>The name of the secret in error messages, derived from it; null without one.</summary>
    public string? KeyId => _current?.Name;

    /// <summary>Whether the value is encrypted, with whatever key.</summary>
    public static bool IsSealed(ReadOnlySpan<byte> stored) => stored.StartsWith(Mark);

    /// <summary>What to store for a value.</summary>
    /// <param name="owner">Names the actor, unique in the store.</param>
    /// <param name="name">The record's name.</param>
    /// <param name="data">The value.</param>
    public ReadOnlyMemory<byte> Seal(string owner, string name, ReadOnlyMemory<byte> data)
    {
        if (_current is null) return data;
        byte[] stored = new byte[HeadLength + data.Length];
        Mark.CopyTo(stored, 0);
        BinaryPrimitives.WriteUInt32BigEndian(stored.AsSpan(Mark.Length), _current.Id);
        Span<byte> nonce = stored.AsSpan(Mark.Length + IdLength, NonceLength), tag = stored.AsSpan(HeadLength - TagLength, TagLength);
        RandomNumberGenerator.Fill(nonce);
        using AesGcm aes = _current.For(owner);
        aes.Encrypt(nonce, data.Span, stored.AsSpan(HeadLength), tag, Encoding.UTF8.GetBytes(name));
        return stored;
    }

    /// <summary>The value that was stored.</summary>
    /// <exception cref="StorageException">It was encrypted with another secret, or changed, or belongs to another record.</exception>
    public ReadOnlyMemory<byte> Open(string owner, string name, ReadOnlyMemory<byte> stored)
    {
        if (!IsSealed(stored.Span)) return stored;
        if (stored.Length < HeadLength) throw Unreadable(owner, name, "it is cut off");
        uint id = BinaryPrimitives.ReadUInt32BigEndian(stored.Span[Mark.Length..]);
        Secret secret = Array.Find(_known, known => known.Id == id) ?? throw Unreadable(owner, name,
            string.Create(CultureInfo.InvariantCulture, $"it is encrypted with the key {id:x8}, which is neither CALLQUEUE_DATA_KEY nor CALLQUEUE_DATA_KEY_FORMER"));
        byte[] data = new byte[stored.Length - HeadLength];
        try
        {
            using AesGcm aes = secret.For(owner);
            aes.Decrypt(stored.Span.Slice(Mark.Length + IdLength, NonceLength), stored.Span[HeadLength..], stored.Span.Slice(HeadLength - TagLength, TagLength), data, Encoding.UTF8.GetBytes(name));
            return data;
        }
        catch (CryptographicException e)
        {
            throw Unreadable(owner, name, "it was changed, or it belongs to another record", e);
        }
    }

    private static StorageException Unreadable(string owner, string name, string why, Exception? cause = null) =>
        new($"record '{name}' of {owner} can't be decrypted: {why}", cause);

    /// <summary>A configured secret. It is random and long, so no slow derivation protects it.</summary>
    private sealed class Secret
    {
        private static readonly byte[] Salt = "callqueue records"u8.ToArray();
        private readonly byte[] _root;

        public Secret(string text)
        {
            _root = HKDF.Extract(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(text), Salt);
            Id = BinaryPrimitives.ReadUInt32BigEndian(HKDF.Expand(HashAlgorithmName.SHA256, _root, IdLength, "id"u8.ToArray()));
        }

        public uint Id { get; }

        public string Name => Id.ToString("x8", CultureInfo.InvariantCulture);

        /// <summary>A key of its own for each actor, so that random nonces of one key stay far below the number at which they may repeat.</summary>
        public AesGcm For(string owner)
        {
            Span<byte> key = stackalloc byte[32];
            HKDF.Expand(HashAlgorithmName.SHA256, _root, key, Encoding.UTF8.GetBytes($"actor {owner}"));
            return new AesGcm(key, TagLength);
        }
    }
}
