using System.Buffers;
using System.Globalization;

namespace CallQueue.Leads.Sources.Csv;

/// <summary>
/// Reads the rows of a CSV text and proves their quoting. A quotation mark opens a cell only at its start, closes it only
/// before a delimiter or the end of a line, and is doubled inside (RFC 4180). Two readings that are equally certain are accepted beside it:
/// marks inside a cell that does not begin with one are text (5" pipe), and blanks may surround a quoted cell that stays on
/// its line. Anything else is a <see cref="Fault"/>, after which reading continues on the next line. CR, LF and CR LF end rows.
/// </summary>
internal sealed class CsvReader
{
    /// <summary>The longest row, in characters: a mark that is never closed would otherwise read the whole file into one cell.</summary>
    public const int MaxRow = 256 * 1024;

    private const int More = -1;
    private const int Failed = -2;
    private readonly TextReader? _text;
    private readonly char _delimiter;
    private readonly SearchValues<char> _stops;
    private char[] _buffer;
    private Cell[] _cells = new Cell[32];
    private int _start;
    private int _filled;
    private bool _isEnd;
    private int _line;

    /// <summary>The first line end at or after the place where one was last looked for; -1: none in the buffer, -2: not known.</summary>
    private int _lineEnd;

    /// <param name="text">The rest of the text; null when <paramref name="begun"/> is all of it.</param>
    /// <param name="begun">What was read before.</param>
    /// <param name="line">The line on which it begins.</param>
    public CsvReader(TextReader? text, char delimiter, ReadOnlySpan<char> begun, int line = 1)
    {
        (_text, _delimiter, _line, _isEnd, _filled) = (text, delimiter, line, text is null, begun.Length);
        _stops = SearchValues.Create([delimiter, '"', '\r', '\n']);
        _buffer = new char[Math.Max(64 * 1024, begun.Length)];
        begun.CopyTo(_buffer);
    }

    /// <summary>Cells of the row.</summary>
    public int Count { get; private set; }

    /// <summary>The row's first line; 1 is the first of the text.</summary>
    public int Line { get; private set; }

    /// <summary>Why the row can't be read; its cells do not count then.</summary>
    public CsvFault? Fault { get; private set; }

    /// <summary>A quoted cell of the row runs over the end of a line.</summary>
    public bool HasLineEnd { get; private set; }

    public RowEnd End { get; private set; }

    /// <summary>How many characters were read again, or searched for a line end: it grows with the text, and not with its square.</summary>
    public long Steps { get; private set; }

    /// <summary>The row as it is written, without its line end.</summary>
    public ReadOnlySpan<char> Raw => _buffer.AsSpan(_rawStart, _rawLength);

    private int _rawStart;
    private int _rawLength;

    /// <summary>The text of a cell with its doubled marks still doubled.</summary>
    public ReadOnlySpan<char> this[int cell] => _buffer.AsSpan(_cells[cell].Start, _cells[cell].Length);

    public bool IsQuoted(int cell) => _cells[cell].IsQuoted;

    /// <summary>The marks of a cell that does not begin with one do not pair up, and are not inches.</summary>
    public bool HasStrayMark(int cell) => _cells[cell] is { IsQuoted: false, HasMark: true } && IsStray(this[cell]);

    public string Text(int cell) => _cells[cell] is { IsQuoted: true, HasMark: true } ? this[cell].ToString().Replace("\"\"", "\"", StringComparison.Ordinal) : this[cell].ToString();

    /// <summary>Moves to the next row; false at the end.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (Next() is { } isRow) return isRow;
            if (_filled - _start >= MaxRow) return TooLong();
            await FillAsync(cancellation);
        }
    }

    /// <summary>The same over a text that is here completely.</summary>
    public bool Read() => Next() ?? TooLong();

    /// <summary>Whether there is a next row; null when more of the text is needed.</summary>
    private bool? Next()
    {
        if (_start == _filled) return _isEnd ? false : null;
        (Count, Fault, HasLineEnd, Line, _lineEnd) = (0, null, false, _line, -2);
        (int at, int line) = (_start, _line);
        while (true)
        {
            int next = ReadCell(at, ref line);
            if (next == Failed) return true;
            if (next == More) return null;
            if (next == _filled) return Finish(next, 0, RowEnd.None, line);
            if (_buffer[next] == _delimiter)
            {
                at = next + 1;
                continue;
            }

            if (_buffer[next] == '\n') return Finish(next, 1, RowEnd.LineFeed, line + 1);
            if (next + 1 == _filled && !_isEnd) return null;
            bool isBoth = next + 1 < _filled && _buffer[next + 1] == '\n';
            return Finish(next, isBoth ? 2 : 1, isBoth ? RowEnd.Both : RowEnd.CarriageReturn, line + 1);
        }
    }

    private bool Finish(int end, int ends, RowEnd how, int line)
    {
        (_rawStart, _rawLength) = (_start, end - _start);
        (_start, _line, End) = (end + ends, line, how);
        return true;
    }

    /// <summary>The place after a cell: a delimiter, a line end or the end of the text.</summary>
    private int ReadCell(int start, ref int line)
    {
        int open = start;
        if (_delimiter != ' ') while (open < _filled && _buffer[open] == ' ') open++;
        if (open == _filled && !_isEnd) return More;
        if (open == _filled || _buffer[open] != '"') return ReadPlain(start);
        return open == start ? ReadQuoted(open, ref line) : ReadIndented(start, open);
    }

    private int ReadPlain(int start)
    {
        ReadOnlySpan<char> text = _buffer.AsSpan(0, _filled);
        (int from, bool hasMark) = (start, false);
        while (true)
        {
            int found = text[from..].IndexOfAny(_stops);
            if (found < 0 && !_isEnd) return More;
            int next = found < 0 ? _filled : from + found;
            if (found >= 0 && text[next] == '"')
            {
                (from, hasMark) = (next + 1, true);
                continue;
            }

            Add(new Cell(start, next - start, false, hasMark));
            return next;
        }
    }

    private int ReadQuoted(int open, ref int line)
    {
        ReadOnlySpan<char> text = _buffer.AsSpan(0, _filled);
        (int from, bool hasMark) = (open + 1, false);
        while (true)
        {
            int found = text[from..].IndexOf('"');
            if (found < 0) return _isEnd ? Fail(open, _filled, line, "the quotation mark that opens a cell here is never closed") : More;
            int mark = from + found;
            if (mark + 1 == _filled && !_isEnd) return More;
            if (mark + 1 < _filled && text[mark + 1] == '"')
            {
                (from, hasMark) = (mark + 2, true);
                continue;
            }

            int ends = LineEnds.Count(text[open..mark]);
            int next = ends == 0 ? SkipBlanks(mark + 1) : mark + 1;
            if (next == _filled && !_isEnd) return More;
            if (!IsCellEnd(next)) return Misplaced(open, mark, line, ends);
            Add(new Cell(open + 1, mark - open - 1, true, hasMark));
            HasLineEnd |= ends > 0;
            line += ends;
            return next;
        }
    }

    /// <summary>A mark after blanks opens a cell only when the cell is closed properly on the same line; otherwise it is text.</summary>
    private int ReadIndented(int start, int open)
    {
        ReadOnlySpan<char> text = _buffer.AsSpan(0, _filled);
        int found = LineEndAfter(open);
        if (found < 0 && !_isEnd) return More;
        int end = found < 0 ? _filled : found;
        (int from, bool hasMark) = (open + 1, false);
        while (from < end && text[from..end].IndexOf('"') is >= 0 and var distance)
        {
            int mark = from + distance;
            if (mark + 1 < end && text[mark + 1] == '"')
            {
                (from, hasMark) = (mark + 2, true);
                continue;
            }

            int next = SkipBlanks(mark + 1);
            if (!IsCellEnd(next)) break;
            Add(new Cell(open + 1, mark - open - 1, true, hasMark));
            return next;
        }

        return ReadPlain(start);
    }

    /// <summary>The first line end from a place on; the cells of a row share it, so that a wide row is not searched again for each of them.</summary>
    private int LineEndAfter(int at)
    {
        if (_lineEnd == -1 || _lineEnd >= at) return _lineEnd;
        int found = _buffer.AsSpan(at, _filled - at).IndexOfAny('\r', '\n');
        Steps += found < 0 ? _filled - at : found + 1;
        return _lineEnd = found < 0 ? -1 : at + found;
    }

    private int SkipBlanks(int at)
    {
        while (at < _filled && _buffer[at] == ' ' && _delimiter != ' ') at++;
        return at;
    }

    private bool IsCellEnd(int at) => at == _filled || _buffer[at] == _delimiter || _buffer[at] is '\r' or '\n';

    private int Misplaced(int open, int mark, int line, int ends) => Fail(open, mark, line, ends == 0
        ? "a quotation mark closes a cell before its end; put marks around the whole cell and double those inside it"
        : string.Create(CultureInfo.InvariantCulture, $"the quotation mark that opens a cell here closes in the middle of a cell on line {line + ends}; close it in its own row, or double it if it is text"));

    private int Fail(int open, int mark, int line, string problem)
    {
        ReadOnlySpan<char> text = _buffer.AsSpan(0, _filled);
        int length = text[open..].IndexOfAny('\r', '\n');
        int end = length < 0 ? _filled : open + length;
        if (end + 1 >= _filled && !_isEnd) return More;
        bool isLocal = mark < end && text[open..end].Count('"') % 2 == 0;
        Fault = new CsvFault(line, problem, isLocal);
        int ends = end == _filled ? 0 : text[end] == '\r' && end + 1 < _filled && text[end + 1] == '\n' ? 2 : 1;
        (_start, _line) = (end + ends, line + 1);
        return Failed;
    }

    private bool TooLong()
    {
        Fault = new CsvFault(_line, $"a row is longer than {MaxRow} characters; check for a quotation mark that is not closed", false);
        (Count, Line, _start, _filled, _isEnd) = (0, _line, 0, 0, true);
        return true;
    }

    /// <summary>
    /// Reads on until the row that is here incompletely has twice the length: it is read again from its beginning, and a sender who lets single
    /// characters drip in must not make that happen for each of them.
    /// </summary>
    private async ValueTask FillAsync(CancellationToken cancellation)
    {
        int rest = _filled - _start;
        Steps += rest;
        if (_start > 0) _buffer.AsSpan(_start, rest).CopyTo(_buffer);
        (_filled, _start) = (rest, 0);
        if (_buffer.Length < 2 * rest || rest == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        int wanted = Math.Max(2 * rest, rest + 1);
        while (_filled < wanted && !_isEnd)
        {
            int read = await _text!.ReadAsync(_buffer.AsMemory(_filled), cancellation);
            (_filled, _isEnd) = (_filled + read, read == 0);
        }
    }

    private void Add(Cell cell)
    {
        if (Count == _cells.Length) Array.Resize(ref _cells, _cells.Length * 2);
        _cells[Count++] = cell;
    }

    private static bool IsStray(ReadOnlySpan<char> text)
    {
        (int all, int inches) = (0, 0);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '"') continue;
            all++;
            if (i > 0 && char.IsNumber(text[i - 1])) inches++;
        }

        return all % 2 == 1 && (all - inches) % 2 == 1;
    }

    private readonly record struct Cell(int Start, int Length, bool IsQuoted, bool HasMark);
}
