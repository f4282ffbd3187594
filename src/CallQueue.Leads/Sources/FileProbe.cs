using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace CallQueue.Leads.Sources;

/// <summary>The result of reading a file's bytes: their hash, their encoding, and whether they are text.</summary>
/// <param name="Utf16">Its encoding when it has a byte order mark of UTF-16; null for UTF-8.</param>
/// <param name="Problem">Why its text can't be read; null when it can.</param>
internal sealed record FileProbe(string Fingerprint, Encoding? Utf16, LeadProblem? Problem)
{
    private const int BufferSize = 256 * 1024;

    public static async Task<FileProbe> LookAsync(ILeadSource source, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using Stream file = source.Open();
        byte[] buffer = new byte[BufferSize];
        (int kept, int line, bool first) = (0, 1, true);
        Encoding? utf16 = null;
        LeadProblem? problem = null;
        while (true)
        {
            int read = await file.ReadAsync(buffer.AsMemory(kept), cancellation);
            hash.AppendData(buffer, kept, read);
            int length = kept + read;
            if (first) utf16 = Utf16Of(buffer.AsSpan(0, length));
            first = false;
            kept = read == 0 ? 0 : Unfinished(buffer.AsSpan(0, length));
            if (utf16 is null) problem ??= Check(buffer.AsSpan(0, length - kept), ref line);
            buffer.AsSpan(length - kept, kept).CopyTo(buffer);
            if (read == 0) return new FileProbe(Convert.ToHexStringLower(hash.GetHashAndReset()), utf16, problem);
        }
    }

    public static Encoding? Utf16Of(ReadOnlySpan<byte> start) => start switch
    {
        [0xFF, 0xFE, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
        _ => null,
    };

    /// <summary>Bytes at the end that begin a character whose rest has not been read yet.</summary>
    private static int Unfinished(ReadOnlySpan<byte> bytes)
    {
        for (int back = 1; back <= 3 && back <= bytes.Length; back++)
        {
            byte b = bytes[^back];
            int length = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : b >= 0xC0 ? 2 : 1;
            if (length > 1) return length > back ? back : 0;
            if (b < 0x80) return 0;
        }

        return 0;
    }

    private static LeadProblem? Check(ReadOnlySpan<byte> bytes, ref int line)
    {
        bool text = Utf8.IsValid(bytes) && !bytes.Contains((byte)0);
        if (text)
        {
            line += bytes.Count((byte)'\n');
            return null;
        }

        foreach (Range range in bytes.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> one = bytes[range];
            if (one.Contains((byte)0)) return new LeadProblem(line, null, "is not a text file; save the file as UTF-8");
            if (!Utf8.IsValid(one)) return new LeadProblem(line, null, Invalid(one));
            line++;
        }

        return null;
    }

    private static string Invalid(ReadOnlySpan<byte> line)
    {
        int at = 0;
        while (Rune.DecodeFromUtf8(line[at..], out _, out int length) == System.Buffers.OperationStatus.Done) at += length;
        return string.Create(CultureInfo.InvariantCulture, $"is not UTF-8 text (byte {at + 1} of the line is {line[at]:X2}); save the file as UTF-8");
    }
}
