using System.Globalization;
using System.Runtime.CompilerServices;
using CallQueue.Leads.Columns;
using CallQueue.Leads.Sources.Csv;

namespace CallQueue.Leads.Sources;

/// <summary>The rows of a CSV text whose first line names the columns. What is uncertain about the text as a whole comes as a problem between them.</summary>
internal sealed class CsvRows(LeadMapping mapping, ListNotes? notes = null)
{
    private const int Sample = 64 * 1024;
    private const int MostFaults = 20;
    private readonly RowBuilder _builder = new(areDoublesRefused: false);
    private int _faults;
    private (int Rows, int Line) _nameless;

    public async IAsyncEnumerable<LeadRow> ReadAsync(TextReader text, [EnumeratorCancellation] CancellationToken cancellation)
    {
        char[] start = new char[Sample];
        int length = await text.ReadBlockAsync(start.AsMemory(), cancellation);
        var rules = new ColumnRules(mapping);
        CsvDialect dialect = CsvDialect.Of(start.AsSpan(0, length), length < Sample, () => new ColumnRules(mapping));
        var row = new CsvReader(text, dialect.Delimiter, start.AsSpan(dialect.Start, length - dialect.Start), dialect.Line);
        (CsvHeader? header, LeadRow? refused) = await HeaderAsync(row, dialect, rules, cancellation);
        if (refused is not null) yield return refused;
        if (header is null) yield break;
        var swallowed = new RowsInCells(header, dialect.Delimiter);
        swallowed.Note(row);
        while (_faults < MostFaults && await row.ReadAsync(cancellation))
        {
            if (row.Fault is { IsLocal: false } fault)
            {
                _faults++;
                yield return LeadRow.Whole(fault.Line, fault.Problem);
            }
            else if (row.Fault is not null)
            {
                yield return new LeadRow(row.Fault.Line, [], row.Fault.Problem);
            }
            else if (!IsBlank(row))
            {
                if (swallowed.Check(row) is var (line, problem)) yield return LeadRow.Whole(line, problem);
                yield return Read(row, header);
            }
        }

        notes?.OfNameless(_nameless.Rows, _nameless.Line);
    }

    private async ValueTask<(CsvHeader?, LeadRow?)> HeaderAsync(CsvReader row, CsvDialect dialect, ColumnRules rules, CancellationToken cancellation)
    {
        do
        {
            if (!await row.ReadAsync(cancellation)) return (null, LeadRow.Whole(null, "the file is empty; its first line must name the columns, including one for the telephone number"));
        }
        while (row.Fault is null && IsBlank(row));

        CsvHeader? header = row.Fault is null ? CsvHeader.Of(row, rules) : null;
        if ((row.Fault?.Problem ?? header!.FindProblem(rules) ?? dialect.Problem) is { } problem)
        {
            int line = row.Line;
            string? proposal = header is { LacksNumber: true } && rules.FindMissing() is null ? await LikelyNumbers.ProposeAsync(row, header, cancellation) : null;
            return (null, LeadRow.Whole(line, problem + proposal));
        }

        notes?.OfHeader(header!);
        return (header, null);
    }

    private LeadRow Read(CsvReader row, CsvHeader header)
    {
        if (FindProblem(row, header) is { } problem) return new LeadRow(row.Line, [], problem);
        int width = Math.Min(row.Count, header.Columns.Length);
        _builder.Begin(width);
        bool isNameless = false;
        for (int i = 0; i < width; i++)
        {
            if (row[i].IsWhiteSpace()) continue;
            if (header.Columns[i] is { } column) _builder.Add(column, row.Text(i));
            else isNameless = true;
        }

        if (isNameless) _nameless = (_nameless.Rows + 1, _nameless.Rows == 0 ? row.Line : _nameless.Line);
        LeadRow read = _builder.Finish(row.Line);
        return row.End == RowEnd.None && !row.IsQuoted(row.Count - 1) && header.Phones.Contains(row.Count - 1) ? read with { MayBeCut = true } : read;
    }

    private static string? FindProblem(CsvReader row, CsvHeader header)
    {
        for (int i = header.Columns.Length; i < row.Count; i++)
            if (!row[i].IsWhiteSpace()) return $"has {Cells(row.Count)}, but the first line has {Cells(header.Columns.Length)}";
        int lastClosed = LastClosedSingle(row);
        for (int i = 0; i < row.Count; i++)
        {
            if (row.HasStrayMark(i)) return string.Create(CultureInfo.InvariantCulture, $"cell {i + 1} has a single quotation mark in its middle; put marks around the whole cell and double those inside it, or remove it");
            if (HasRunTogether(row, header, i)) return string.Create(CultureInfo.InvariantCulture, $"two rows have run together in cell {i + 1}; put each person on a line");
            if (lastClosed > i && OpensSingle(row[i])) return string.Create(CultureInfo.InvariantCulture, $"cell {i + 1} begins with ' and a later one ends with it; only double quotation marks (\") hold a cell together");
        }

        foreach (int phone in row.Count > header.Columns.Length ? header.Phones : [])
            if (row[phone + 1] is { IsEmpty: false } next && !next.ContainsAnyExceptInRange('0', '9'))
                return $"has {Cells(row.Count)}, but the first line has {Cells(header.Columns.Length)}, and cell {phone + 2} may be the rest of the number";
        return null;
    }

    /// <summary>
    /// A lost line end, where the first column is the number: the next row's number follows the last cell at once. Where that is empty,
    /// only the width of two rows tells.
    /// </summary>
    private static bool HasRunTogether(CsvReader row, CsvHeader header, int i)
    {
        if (i == 0 || !header.Phones.Contains(0)) return false;
        ReadOnlySpan<char> cell = row[i].TrimEnd('"');
        if (!GluedNumber.Ends(cell, out char before)) return false;
        bool isTwoWide = i == header.Columns.Length - 1 && row.Count == (2 * header.Columns.Length) - 1;
        return isTwoWide || (!row.IsQuoted(i) && (char.IsLetterOrDigit(before) || before == '"'));
    }

    // 's-Gravenhage and '+1202… are fine: nothing later in the row closes the mark.
    private static bool OpensSingle(ReadOnlySpan<char> cell) => cell.TrimStart(' ') is ['\'', var next, ..] and not [.., '\''] && next != '+' && !char.IsDigit(next);

    /// <summary>The last cell that ends with a single mark; -1: none. Found once for the row, not once for each of its cells.</summary>
    private static int LastClosedSingle(CsvReader row)
    {
        int i = row.Count - 1;
        while (i >= 0 && row[i].TrimEnd(' ') is not [not '\'', .., '\'']) i--;
        return i;
    }

    private static bool IsBlank(CsvReader row)
    {
        for (int i = 0; i < row.Count; i++) if (!row[i].IsWhiteSpace()) return false;
        return true;
    }

    private static string Cells(int count) => count == 1 ? "1 cell" : $"{count} cells";
}
