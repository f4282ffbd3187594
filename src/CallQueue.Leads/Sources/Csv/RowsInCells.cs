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

    /// <summary>The problem of this row, or of an earlier one whose proof this row has refuted; null when there is none.</summary>
    public (int Line, string Problem)? Check(CsvReader row)
    {
        Note(row);
        (int Line, string Problem)? found = row.HasLineEnd && LooksLikeRows(row.Raw) ? Judge(row) : null;
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

    /// <summary>Whether at least two lines are whole rows, or all lines are rows that may lack cells.</summary>
    private bool LooksLikeRows(ReadOnlySpan<char> raw)
    {
        (int whole, int partial, int lines, bool isLastLong) = (0, 0, 0, false);
        foreach (ReadOnlySpan<char> line in raw.EnumerateLines())
        {
            if (line.IsWhiteSpace()) continue;
            lines++;
            isLastLong = line.Contains(delimiter);
            if (!HasNumber(line)) continue;
            partial++;
            if (Width(line) == header.Columns.Length) whole++;
        }

        return whole >= 2 || (lines >= 2 && partial == lines && isLastLong);
    }

    private bool HasNumber(ReadOnlySpan<char> line)
    {
        foreach (int phone in header.Phones) if (NumberLike.Is(Cell(line, phone).Trim("\" "))) return true;
        return false;
    }

    /// <summary>Every line but the first has its number without quotation marks.</summary>
    private bool HasBareNumber(ReadOnlySpan<char> raw)
    {
        bool isFirst = true;
        foreach (ReadOnlySpan<char> line in raw.EnumerateLines())
        {
            if (!isFirst && HasNumber(line)) foreach (int phone in header.Phones) if (Cell(line, phone).Contains('"')) return false;
            isFirst = false;
        }

        return true;
    }

    private ReadOnlySpan<char> Cell(ReadOnlySpan<char> line, int index)
    {
        int at = 0;
        foreach (Range range in line.Split(delimiter)) if (at++ == index) return line[range];
        return [];
    }

    /// <summary>Cells of a line without regard to marks, empty ones beyond the header's width not counted.</summary>
    private int Width(ReadOnlySpan<char> line)
    {
        (int width, int last) = (0, 0);
        foreach (Range range in line.Split(delimiter))
        {
            width++;
            if (width <= header.Columns.Length || !line[range].Trim("\" ").IsEmpty) last = width;
        }

        return last;
    }
}
