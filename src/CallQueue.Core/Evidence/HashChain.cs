using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CallQueue.Evidence;

/// <summary>
/// No I/O: the hash chain of an append-only log. Rows are hashed, the hashes of a page's rows make its digest, and each page's seal
/// covers its digest and the seal before it. So a page can be proved by its digest alone, and a row by the hashes of its page. All are
/// SHA-256 (FIPS 180-4); a leading byte of its own keeps one kind of input from passing for another (as in RFC 6962, section 2.1).
/// </summary>
public static class HashChain
{
    /// <summary>Bytes of each hash, digest and seal.</summary>
    public const int Length = SHA256.HashSizeInBytes;

    private const byte RowKind = 0;
    private const byte PageKind = 1;
    private const byte SealKind = 2;
    private const byte StartKind = 3;

    /// <summary>The seal before the first page of a log.</summary>
    /// <param name="log">Names the log, so that pages of one log are none of another.</param>
    public static byte[] Start(string log) => SHA256.HashData([StartKind, .. Encoding.UTF8.GetBytes(log)]);

    /// <summary>The hash of one row, from its canonical bytes.</summary>
    public static byte[] Row(ReadOnlySpan<byte> canonical)
    {
        byte[] input = new byte[canonical.Length + 1];
        input[0] = RowKind;
        canonical.CopyTo(input.AsSpan(1));
        return SHA256.HashData(input);
    }

    /// <summary>The digest of a page.</summary>
    /// <param name="page">Its number.</param>
    /// <param name="firstRow">The number of its first row.</param>
    /// <param name="rows">The hashes of its rows, in their order.</param>
    public static byte[] Page(int page, long firstRow, IReadOnlyList<byte[]> rows)
    {
        const int Head = 1 + sizeof(int) + sizeof(long) + sizeof(int);
        byte[] input = new byte[Head + (rows.Count * Length)];
        input[0] = PageKind;
        BinaryPrimitives.WriteInt32BigEndian(input.AsSpan(1), page);
        BinaryPrimitives.WriteInt64BigEndian(input.AsSpan(1 + sizeof(int)), firstRow);
        BinaryPrimitives.WriteInt32BigEndian(input.AsSpan(1 + sizeof(int) + sizeof(long)), rows.Count);
        for (int i = 0; i < rows.Count; i++) rows[i].CopyTo(input, Head + (i * Length));
        return SHA256.HashData(input);
    }

    /// <summary>The seal after a page.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> before, ReadOnlySpan<byte> digest) => SHA256.HashData([SealKind, .. before, .. digest]);
}
