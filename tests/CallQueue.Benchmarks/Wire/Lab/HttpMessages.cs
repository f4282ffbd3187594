using System.Globalization;
using System.Text;

namespace CallQueue.Benchmarks.Wire.Lab;

/// <summary>A request or an answer of HTTP/1.1 as the lab needs it: the start line, the body, and the end of the message in the buffer.</summary>
/// <param name="StartLine">The first line, without its line break.</param>
/// <param name="Body">The body, in the buffer: valid until the next read.</param>
/// <param name="Length">The whole message in bytes.</param>
internal readonly record struct HttpMessage(string StartLine, ReadOnlyMemory<byte> Body, int Length)
{
    private static ReadOnlySpan<byte> EndOfHead => "\r\n\r\n"u8;

    private static ReadOnlySpan<byte> LengthName => "\ncontent-length:"u8;

    private static ReadOnlySpan<byte> ChunksName => "\ntransfer-encoding:"u8;

    /// <summary>The first message in <paramref name="buffer"/>; null while it is incomplete.</summary>
    /// <exception cref="FormatException">The message has a body without a length.</exception>
    public static HttpMessage? Read(ReadOnlyMemory<byte> buffer)
    {
        int head = buffer.Span.IndexOf(EndOfHead);
        if (head < 0) return null;
        ReadOnlySpan<byte> lines = buffer.Span[..(head + 2)];
        if (Find(lines, ChunksName) >= 0) throw new FormatException("the lab takes bodies with a Content-Length only");
        int length = 0;
        if (Find(lines, LengthName) is >= 0 and var at)
        {
            ReadOnlySpan<byte> value = lines[(at + LengthName.Length)..];
            length = int.Parse(value[..value.IndexOf((byte)'\r')].Trim((byte)' '), NumberStyles.None, CultureInfo.InvariantCulture);
        }

        int whole = head + EndOfHead.Length + length;
        if (buffer.Length < whole) return null;
        return new HttpMessage(Encoding.ASCII.GetString(lines[..lines.IndexOf((byte)'\r')]), buffer.Slice(head + EndOfHead.Length, length), whole);
    }

    // Header names in any case.
    private static int Find(ReadOnlySpan<byte> lines, ReadOnlySpan<byte> name)
    {
        for (int from = 0; lines[from..].IndexOf((byte)'\n') is >= 0 and var found; from += found + 1)
        {
            ReadOnlySpan<byte> line = lines[(from + found)..];
            if (line.Length >= name.Length && Ascii.EqualsIgnoreCase(line[..name.Length], name)) return from + found;
        }

        return -1;
    }
}
