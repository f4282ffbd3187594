using CallQueue.Leads.Columns;

namespace CallQueue.Leads.Sources.Csv;

/// <summary>How the beginning of a CSV text separates its cells: as its <c>sep=</c> line says, otherwise as its rows say.</summary>
/// <param name="Start">Where the rows begin: after a <c>sep=</c> line.</param>
/// <param name="Line">The line of that place.</param>
/// <param name="Problem">Why that is not certain; null when it is.</param>
internal readonly record struct CsvDialect(char Delimiter, int Start, int Line, string? Problem)
{
    private const int Rows = 200;
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <param name="sample">The beginning of the text.</param>
    /// <param name="isWhole">It is all of the text.</param>
    public static CsvDialect Of(ReadOnlySpan<char> sample, bool isWhole, Func<ColumnRules> rules)
    {
        if (Declared(sample) is { } declared) return declared;
        Guess best = default;
        foreach (char delimiter in Delimiters)
        {
            Guess guess = Try(sample, delimiter, isWhole, rules());
            if (delimiter == Delimiters[0] || guess.CompareTo(best) > 0) best = guess;
        }

        return new CsvDialect(best.Delimiter, 0, 1, FindProblem(sample, best, isWhole, rules));
    }

    /// <summary>Excel's <c>sep=;</c> in the first line.</summary>
    private static CsvDialect? Declared(ReadOnlySpan<char> sample)
    {
        int end = sample.IndexOfAny('\r', '\n');
        ReadOnlySpan<char> line = (end < 0 ? sample : sample[..end]).Trim('"');
        if (!line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) || line.Length < 5 || line[5..].Trim(line[4]).Length > 0) return null;
        int next = end < 0 ? sample.Length : sample[end..] is ['\r', '\n', ..] ? end + 2 : end + 1;
        return new CsvDialect(line[4], next, 2, line[4] is '"' or '=' || char.IsLetterOrDigit(line[4]) ? $"separates cells with '{line[4]}'; use a comma, semicolon, tab or bar" : null);
    }

    private static Guess Try(ReadOnlySpan<char> sample, char delimiter, bool isWhole, ColumnRules rules)
    {
        var row = new CsvReader(null, delimiter, sample);
        if (!MoveToRow(row)) return new Guess(delimiter, false, 0, 0, 0, 0);
        CsvHeader header = CsvHeader.Of(row, rules);
        (int rows, int numbers, int whole) = (0, 0, 0);
        while (rows < Rows && row.Read() && (isWhole || row.End != RowEnd.None))
        {
            if (row.Fault is not null) continue;
            rows++;
            if (header.HasNumber(row)) numbers++;
            if (row.Count == header.Columns.Length) whole++;
        }

        return new Guess(delimiter, header.Phones.Length > 0, rows, numbers, whole, header.Columns.Length);
    }

    /// <summary>Where the first line is separated in one way and the rows in another, no way is certain.</summary>
    private static string? FindProblem(ReadOnlySpan<char> sample, Guess best, bool isWhole, Func<ColumnRules> rules)
    {
        if (!best.HasPhone || best.Rows == 0 || best.Numbers > 0 || best.Width < 2) return null;
        foreach (char delimiter in Delimiters)
        {
            if (delimiter == best.Delimiter) continue;
            var row = new CsvReader(null, delimiter, sample);
            if (!MoveToRow(row)) continue;
            while (row.Read() && (isWhole || row.End != RowEnd.None))
            {
                if (row.Fault is not null || row.Count < 2) continue;
                for (int i = 0; i < row.Count; i++)
                    if (NumberLike.Is(row[i])) return $"separates cells with {Name(best.Delimiter)}, but the rows separate them with {Name(delimiter)}; use one of them in all lines";
                break;
            }
        }

        return null;
    }

    private static bool MoveToRow(CsvReader row)
    {
        while (row.Read()) if (row.Fault is not null || row.Count > 1 || !row[0].IsWhiteSpace()) return row.Fault is null;
        return false;
    }

    private static string Name(char delimiter) => delimiter == '\t' ? "tabs" : $"'{delimiter}'";

    /// <summary>What a text looks like when it is read with one delimiter.</summary>
    private readonly record struct Guess(char Delimiter, bool HasPhone, int Rows, int Numbers, int WholeRows, int Width) : IComparable<Guess>
    {
        public int CompareTo(Guess other) =>
            (HasPhone, Numbers, WholeRows, Width).CompareTo((other.HasPhone, other.Numbers, other.WholeRows, other.Width));
    }
}
