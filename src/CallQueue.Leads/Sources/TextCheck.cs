using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace CallQueue.Leads.Sources;

/// <summary>Checks bytes, in parts of any size, to be text in UTF-8 or UTF-16. Other encodings can't be distinguished, so they are refused.</summary>
internal sealed class TextCheck
{
    /// <summary>The bytes that tell the encoding.</summary>
    public const int StartLength = 4;

    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    private const string Cut = "ends in the middle of a character; the file may have been cut off";
    private readonly byte[] _kept = new byte[4];
    private int _keptLength;
    private int _line = 1;
    private long _lineBytes;
    private bool _isBegun;
    private bool _isBigEndian;
    private bool _isAfterHigh;

    /// <summary>The encoding when the text is UTF-16; null for UTF-8.</summary>
    public Encoding? Utf16 { get; private set; }

    /// <summary>The first reason why the bytes are not such a text; null when they are.</summary>
    public LeadProblem? Problem { get; private set; }

    /// <summary>UTF-16 by its mark, or by two characters of ASCII at the start: no other text has a zero there.</summary>
    /// <param name="start">The first four bytes, or all if there are fewer.</param>
    public static Encoding? Utf16Of(ReadOnlySpan<byte> start) => start switch
    {
        [0xFF, 0xFE, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
        [> 0 and < 0x80, 0, > 0 and < 0x80, 0, ..] => Encoding.Unicode,
        [0, > 0 and < 0x80, 0, > 0 and < 0x80, ..] => Encoding.BigEndianUnicode,
        _ => null,
    };

    /// <summary>The next bytes.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        if (Problem is not null || bytes.IsEmpty) return;
        if (_isBegun)
        {
            Continue(bytes);
            return;
        }

        int taken = Math.Min(4 - _keptLength, bytes.Length);
        bytes[..taken].CopyTo(_kept.AsSpan(_keptLength));
        _keptLength += taken;
        if (_keptLength < 4) return;
        Begin();
        Continue(bytes[taken..]);
    }

    /// <summary>There are no more bytes.</summary>
    public void End()
    {
        if (!_isBegun) Begin();
        if (Problem is null && (_keptLength > 0 || _isAfterHigh)) Problem = new LeadProblem(_line, null, Cut);
    }

    private void Begin()
    {
        _isBegun = true;
        byte[] start = _kept[.._keptLength];
        _keptLength = 0;
        if (start is [0x50, 0x4B, 0x03, 0x04] or [0xD0, 0xCF, 0x11, 0xE0])
        {
            Problem = new LeadProblem(null, null, "the file is a workbook or an archive, not text; save the sheet as CSV UTF-8");
            return;
        }

        Utf16 = Utf16Of(start);
        _isBigEndian = Utf16 == Encoding.BigEndianUnicode;
        Continue(start);
    }

    private void Continue(ReadOnlySpan<byte> bytes)
    {
        if (Problem is not null) return;
        if (Utf16 is null) CheckUtf8(bytes);
        else CheckUtf16(bytes);
    }

    private void CheckUtf8(ReadOnlySpan<byte> bytes)
    {
        while (_keptLength > 0 && !bytes.IsEmpty && Problem is null)
        {
            _kept[_keptLength++] = bytes[0];
            bytes = bytes[1..];
            if (Unfinished(_kept.AsSpan(0, _keptLength)) == _keptLength) continue;
            ReadOnlySpan<byte> whole = _kept.AsSpan(0, _keptLength);
            _keptLength = 0;
            Check(whole);
        }

        if (bytes.IsEmpty || Problem is not null) return;
        int unfinished = Unfinished(bytes);
        Check(bytes[..^unfinished]);
        bytes[^unfinished..].CopyTo(_kept);
        _keptLength = unfinished;
    }

    private void Check(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes) && !bytes.Contains((byte)0))
        {
            _line += bytes.Count((byte)'\n');
            int last = bytes.LastIndexOf((byte)'\n');
            _lineBytes = last < 0 ? _lineBytes + bytes.Length : bytes.Length - last - 1;
            return;
        }

        foreach (Range range in bytes.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> one = bytes[range];
            if (one.Contains((byte)0)) Problem = NotText();
            else if (!Utf8.IsValid(one)) Problem = new LeadProblem(_line, null, Invalid(one));
            if (Problem is not null) return;
            _line++;
            _lineBytes = 0;
        }
    }

    private void CheckUtf16(ReadOnlySpan<byte> bytes)
    {
        if (_keptLength == 1 && !bytes.IsEmpty)
        {
            _kept[1] = bytes[0];
            _keptLength = 0;
            CheckUnit(_kept);
            bytes = bytes[1..];
        }

        for (int i = 0; i + 1 < bytes.Length && Problem is null; i += 2) CheckUnit(bytes[i..]);
        if (bytes.Length % 2 == 0) return;
        _kept[0] = bytes[^1];
        _keptLength = 1;
    }

    private void CheckUnit(ReadOnlySpan<byte> bytes)
    {
        char unit = (char)(_isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes));
        if (unit == 0) Problem = NotText();
        else if (char.IsLowSurrogate(unit) != _isAfterHigh) Problem = new LeadProblem(_line, null, "is not UTF-16 text (half of a character is missing); save the file as UTF-8");
        _isAfterHigh = char.IsHighSurrogate(unit);
        if (unit == '\n') _line++;
    }

    private LeadProblem NotText() => new(_line, null, "is not a text file; save the file as UTF-8");

    private string Invalid(ReadOnlySpan<byte> line)
    {
        int at = 0;
        while (Rune.DecodeFromUtf8(line[at..], out _, out int length) == OperationStatus.Done) at += length;
        return string.Create(CultureInfo.InvariantCulture, $"is not UTF-8 text (byte {_lineBytes + at + 1} of the line is {line[at]:X2}, {Western.GetString(line.Slice(at, 1))} in Windows-1252); save the file as UTF-8, which spreadsheets call CSV UTF-8");
    }

    /// <summary>Bytes at the end that begin a character whose rest is not there yet.</summary>
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
}
