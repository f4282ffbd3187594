using System.Buffers;
using System.Text;

namespace CallQueue.Evidence;

/// <summary>
/// Writes a row's bytes. With <paramref name="texts"/> a text is written as its place among those of the page, as pages store rows; without,
/// in full: these are the canonical bytes, which are hashed and stand alone.
/// </summary>
internal sealed class RowWriter(List<string>? texts = null)
{
    private readonly ArrayBufferWriter<byte> _bytes = new(160);

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    public RowWriter Byte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
        return this;
    }

    /// <summary>Seven bits in each byte, the lowest first; the high bit says that more follow.</summary>
    public RowWriter Number(long value)
    {
        ulong left = checked((ulong)value);
        for (; left >= 0x80; left >>= 7) Byte((byte)(left | 0x80));
        return Byte((byte)left);
    }

    /// <summary>0 for null, else one more than the number.</summary>
    public RowWriter Optional(long? value) => Number(value is { } number ? number + 1 : 0);

    /// <summary>A null text is an empty one.</summary>
    public RowWriter Text(string? text)
    {
        text ??= "";
        if (texts is null) return Bytes(Encoding.UTF8.GetBytes(text));
        int place = texts.IndexOf(text);
        if (place < 0)
        {
            place = texts.Count;
            texts.Add(text);
        }

        return Number(place);
    }

    public RowWriter Bytes(ReadOnlySpan<byte> bytes)
    {
        Number(bytes.Length);
        _bytes.Write(bytes);
        return this;
    }
}

/// <summary>Reads what a <see cref="RowWriter"/> wrote.</summary>
/// <exception cref="FormatException">Thrown by every method where the bytes are not of that form.</exception>
internal ref struct RowReader(ReadOnlySpan<byte> bytes, IReadOnlyList<string>? texts = null)
{
    private ReadOnlySpan<byte> _left = bytes;

    public readonly bool IsAtEnd => _left.IsEmpty;

    public byte Byte()
    {
        if (_left.IsEmpty) throw Damaged();
        byte value = _left[0];
        _left = _left[1..];
        return value;
    }

    public long Number()
    {
        ulong value = 0;
        for (int shift = 0; shift < 63; shift += 7)
        {
            byte part = Byte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return part == 0 && shift > 0 ? throw Damaged() : (long)value;
        }

        throw Damaged();
    }

    public int Int() => Number() is var value && value <= int.MaxValue ? (int)value : throw Damaged();

    public long? Optional() => Number() is var value && value > 0 ? value - 1 : null;

    public string? Text()
    {
        if (texts is not null) return Int() is var place && place < texts.Count ? texts[place] is { Length: > 0 } known ? known : null : throw Damaged();
        ReadOnlySpan<byte> bytes = Bytes();
        return bytes.IsEmpty ? null : Encoding.UTF8.GetString(bytes);
    }

    public ReadOnlySpan<byte> Bytes()
    {
        int length = Int();
        if (length > _left.Length) throw Damaged();
        ReadOnlySpan<byte> taken = _left[..length];
        _left = _left[length..];
        return taken;
    }

    private static FormatException Damaged() => new("the bytes of a ledger row are damaged");
}
