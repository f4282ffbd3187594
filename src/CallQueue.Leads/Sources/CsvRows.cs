using System.Globalization;
using System.Runtime.CompilerServices;
using CsvHelper;
using CsvHelper.Configuration;

namespace CallQueue.Leads.Sources;

/// <summary>Rows of a CSV text whose first line names the columns. Comma, semicolon, tab or bar; quotes as in RFC 4180.</summary>
internal static class CsvRows
{
    /// <summary>The longest cell, in characters: a quotation mark that is never closed would else read the whole file into one.</summary>
    public const int MaxCell = 256 * 1024;

    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    public static async IAsyncEnumerable<LeadRow> ReadAsync(
        StreamReader text, ProblemList problems, [EnumeratorCancellation] CancellationToken cancellation)
    {
        (TextReader whole, char delimiter) = await DetectAsync(text, cancellation);
        using var parser = new CsvParser(whole, Settings(delimiter), leaveOpen: true);
        var lines = new Lines(parser);
        if (!await TryReadAsync(parser, lines, problems))
        {
            if (problems.Count == 0) problems.Add(null, null, "the file is empty; its first line must name the columns, including one for the telephone number");
            yield break;
        }

        if (ReadHeader(parser.Record!, lines.First, problems) is not { } columns) yield break;
        while (await TryReadAsync(parser, lines, problems))
        {
            cancellation.ThrowIfCancellationRequested();
            string[] cells = parser.Record!;
            if (cells.All(string.IsNullOrWhiteSpace)) continue;
            yield return ReadRow(columns, cells, lines);
        }
    }

    private static CsvConfiguration Settings(char delimiter) => new(CultureInfo.InvariantCulture)
    {
        Delimiter = delimiter.ToString(),
        HasHeaderRecord = false,
        // A quotation mark in the middle of a cell is part of its text.
        BadDataFound = null,
        MaxFieldSize = MaxCell,
    };

    private static async Task<bool> TryReadAsync(CsvParser parser, Lines lines, ProblemList problems)
    {
        try
        {
            if (!await parser.ReadAsync()) return false;
            lines.Next();
            return true;
        }
        catch (MaxFieldSizeException)
        {
            problems.Add(lines.Last + 1, null, $"a cell is longer than {MaxCell} characters; check for a quotation mark that is not closed");
            return false;
        }
    }

    private static (LeadColumn Column, string Header)[]? ReadHeader(string[] header, int line, ProblemList problems)
    {
        (LeadColumn Column, string Header)[] columns = [.. header.Select(h => (LeadColumns.Of(h), h.Trim()))];
        if (columns.All(c => c.Column != LeadColumn.Phone))
        {
            problems.Add(line, null, $"there is no column for the telephone number; name one {LeadColumns.PhoneNames} (found: {string.Join(", ", columns.Select(c => c.Header))})");
            return null;
        }

        if (LeadColumns.FindDouble(columns.Where(c => c.Header.Length > 0)) is not { } text) return columns;
        problems.Add(line, null, text);
        return null;
    }

    private static LeadRow ReadRow((LeadColumn Column, string Header)[] columns, string[] values, Lines lines)
    {
        if (lines.HasOpenQuote) return new LeadRow(lines.First, [], "a quotation mark that opens in this row is not closed");
        if (values.Length != columns.Length)
        {
            return new LeadRow(lines.First, [], $"has {Cells(values.Length)}, but the first line has {Cells(columns.Length)}");
        }

        var cells = new List<LeadCell>(columns.Length);
        for (int i = 0; i < columns.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(values[i])) continue;
            if (columns[i].Header.Length == 0) return new LeadRow(lines.First, [], $"cell {i + 1} has a value, but the first line does not name its column");
            cells.Add(new LeadCell(columns[i].Column, columns[i].Header, values[i]));
        }

        return new LeadRow(lines.First, cells);
    }

    private static string Cells(int count) => count == 1 ? "1 cell" : $"{count} cells";

    /// <summary>The delimiter that the first line uses most, outside quotes; a comma when it uses none.</summary>
    private static async Task<(TextReader Text, char Delimiter)> DetectAsync(StreamReader text, CancellationToken cancellation)
    {
        char[] start = new char[16 * 1024];
        int length = await text.ReadBlockAsync(start.AsMemory(), cancellation);
        int[] counts = new int[Delimiters.Length];
        bool quoted = false, seen = false;
        foreach (char c in start.AsSpan(0, length))
        {
            if (c == '"') quoted = !quoted;
            else if (c is '\n' or '\r' && !quoted && seen) break;
            else if (!quoted && Array.IndexOf(Delimiters, c) is >= 0 and var at) counts[at]++;
            seen |= !char.IsWhiteSpace(c);
        }

        return (new StartedReader(start.AsMemory(0, length), text), Delimiters[Array.IndexOf(counts, counts.Max())]);
    }

    /// <summary>The line of a row in the file: rows may cover several lines, and empty lines are not rows.</summary>
    private sealed class Lines(CsvParser parser)
    {
        public int First { get; private set; }

        public int Last { get; private set; }

        public bool HasOpenQuote { get; private set; }

        public void Next()
        {
            int last = parser.RawRow;
            // The record's text is made again each time it is asked for: only where it may hold line ends.
            string? raw = last == Last + 1 ? null : parser.RawRecord;
            HasOpenQuote = raw is not null && raw.AsSpan().Count('"') % 2 == 1;
            // The row's own line end counts only where an open quotation mark has made it part of the last cell.
            bool swallowed = HasOpenQuote && parser[parser.Count - 1] is [.., '\r' or '\n'];
            First = last - (raw is null ? 0 : Breaks(swallowed ? raw : raw.AsSpan().TrimEnd("\r\n")));
            Last = last;
        }

        private static int Breaks(ReadOnlySpan<char> text) => text.Count('\n') is > 0 and var breaks ? breaks : text.Count('\r');
    }
}
