using CallQueue.Leads.Columns;

namespace CallQueue.Leads.Sources.Csv;

/// <summary>
/// Finds rows that a forgotten or stray quotation mark has made part of another row's cell. Such marks can pair up over lines so that the
/// text still follows RFC 4180. Then every swallowed line, taken alone, is a row of the list: as many cells as the header, and a
/// number in its column. A message of several lines does not look like that. Should it do so, two things prove that it is one text:
/// its line ends differ from those of the rows (a spreadsheet writes LF in a cell and CR LF after a row), or every row's number is
/// in quotation marks and the line's is not.
/// </summary>
internal sealed class RowsInCells(CsvHeader header, char delimiter)
{
    private const string Text = "a quoted cell runs over lines that are rows of this list themselves; close the quotation mark of this row, or write the text in one line";
    private int _provenByEnds;
    private int _provenByMarks;
    private bool _hasOtherEnds;
    private bool _hasBareNumbers;

    // What all cells of the row that is looked at have in common, found once: a row may have as many cells as characters.
    private int _firstNumber;
    private int _firstFilledBeyond;
    private int _lastFilled;

    /// <summary>The problem of this row, or of an earlier one whose proof this row has refuted; null when there is none.</summary>
    public (int Line, string Problem)? Check(CsvReader row)
    {
        Note(row);
        (int Line, string Problem)? found = row.HasLineEnd && LooksLikeRows(row) ? Judge(row) : null;
        if (found is not null) return found;
        if (_provenByEnds > 0 && _hasOtherEnds) return Refute(ref _provenByEnds);
        return _provenByMarks > 0 && _hasBareNumbers ? Refute(ref _provenByMarks) : null;
    }

    /// <summary>Remembers how this row is written: both proofs need that all rows are written alike.</summary>
    public void Note(CsvReader row)
    {
        _hasOtherEnds |= row.End is RowEnd.LineFeed or RowEnd.CarriageReturn;
        foreach (int phone in header.Phones) if (phone < row.Count && !row.IsQuoted(phone) && !row[phone].IsWhiteSpace()) _hasBareNumbers = true;
    }

    private (int, string)? Judge(CsvReader row)
    {
        if (!_hasOtherEnds && row.End == RowEnd.Both && LineEnds.AreFeeds(row.Raw))
        {
            if (_provenByEnds == 0) _provenByEnds = row.Line;
            return null;
        }

        if (!_hasBareNumbers && HasBareNumber(row.Raw))
        {
            if (_provenByMarks == 0) _provenByMarks = row.Line;
            return null;
        }

        return (row.Line, Text);
    }

    private static (int, string) Refute(ref int proven)
    {
        int line = proven;
        proven = 0;
        return (line, Text);
    }

    private bool LooksLikeRows(CsvReader row)
    {
        Survey(row);
        for (int i = 0; i < row.Count; i++) if (row.IsQuoted(i) && row[i].ContainsAny('\r', '\n') && LooksLikeRows(row, i)) return true;
        return false;
    }

    private void Survey(CsvReader row)
    {
        (_firstNumber, _firstFilledBeyond, _lastFilled) = (int.MaxValue, int.MaxValue, -1);
        for (int i = row.Count - 1; i >= 0; i--)
        {
            if (IsPhone(i) && IsNumber(row[i])) _firstNumber = i;
            if (IsEmpty(row[i])) continue;
            if (_lastFilled < 0) _lastFilled = i;
            if (i >= header.Columns.Length) _firstFilledBeyond = i;
        }
    }

    /// <summary>
    /// Whether at least two lines of a cell are whole rows, or all lines are rows that may lack cells. The cells before it belong to its first
    /// line, and those after it to its last.
    /// </summary>
    private bool LooksLikeRows(CsvReader row, int cell)
    {
        (int whole, int partial, int lines, int width) = (0, 0, 0, 0);
        (int at, int last) = (-1, -1);
        foreach (ReadOnlySpan<char> _ in row[cell].EnumerateLines()) last++;
        foreach (ReadOnlySpan<char> line in row[cell].EnumerateLines())
        {
            at++;
            (int before, int after) = (at == 0 ? cell : 0, at == last ? row.Count - cell - 1 : 0);
            if (before + after == 0 && line.IsWhiteSpace()) continue;
            lines++;
            width = before + line.Count(delimiter) + 1 + after;
            if (!HasNumber(row, cell, line, before, after)) continue;
            partial++;
            if (width == header.Columns.Length || (width > header.Columns.Length && IsEmptyBeyond(cell, line, before))) whole++;
        }

        return whole >= 2 || (lines >= 2 && partial == lines && width > 1);
    }

    /// <summary>Whether the row that a line of a cell would be has a number in its place. Its cells are passed once, however many there are.</summary>
    private bool HasNumber(CsvReader row, int cell, ReadOnlySpan<char> line, int before, int after)
    {
        if (_firstNumber < before) return true;
        int at = before;
        foreach (Range range in line.Split(delimiter))
        {
            if (IsPhone(at) && IsNumber(line[range])) return true;
            at++;
        }

        for (int i = 0; i < after && at + i < header.Columns.Length; i++) if (IsPhone(at + i) && IsNumber(row[cell + 1 + i])) return true;
        return false;
    }

    private bool IsEmptyBeyond(int cell, ReadOnlySpan<char> line, int before)
    {
        int width = header.Columns.Length;
        if (_firstFilledBeyond < before) return false;
        int at = before;
        foreach (Range range in line.Split(delimiter))
        {
            if (at >= width && !IsEmpty(line[range])) return false;
            at++;
        }

        return _lastFilled < cell + 1 + Math.Max(0, width - at);
    }

    private bool IsPhone(int column) => column < header.Columns.Length && header.Columns[column].IsPhone();

    private static bool IsNumber(ReadOnlySpan<char> cell) => NumberLike.Is(cell.Trim("\" "));

    private static bool IsEmpty(ReadOnlySpan<char> cell) => cell.Trim("\" ").IsEmpty;

    /// <summary>Every line but the first that has a number has it without quotation marks.</summary>
    private bool HasBareNumber(ReadOnlySpan<char> raw)
    {
        bool isFirst = true;
        foreach (ReadOnlySpan<char> line in raw.EnumerateLines())
        {
            if (!isFirst && HasQuotedNumber(line)) return false;
            isFirst = false;
        }

        return true;
    }

    /// <summary>Whether a line has a number, and a quotation mark in a column for numbers.</summary>
    private bool HasQuotedNumber(ReadOnlySpan<char> line)
    {
        (bool hasNumber, bool hasMark) = (false, false);
        int at = 0;
        foreach (Range range in line.Split(delimiter))
        {
            if (IsPhone(at++)) (hasNumber, hasMark) = (hasNumber || IsNumber(line[range]), hasMark || line[range].Contains('"'));
        }

        return hasNumber && hasMark;
    }
}
