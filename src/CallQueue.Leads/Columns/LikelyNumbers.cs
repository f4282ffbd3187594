using CallQueue.Leads.Sources.Csv;

namespace CallQueue.Leads.Columns;

/// <summary>
/// Where no header names the telephone number: the columns that look like it. They are proposed, not called, because a number that a list also
/// has, such as that of an emergency contact or of an account, is somebody else's.
/// </summary>
internal static class LikelyNumbers
{
    private const int Rows = 100;
    private const int LeastDigits = 9;

    /// <summary>A sentence that proposes them; null when there are none.</summary>
    /// <param name="row">At the header.</param>
    public static async ValueTask<string?> ProposeAsync(CsvReader row, CsvHeader header, CancellationToken cancellation)
    {
        var isLikely = new bool?[header.Columns.Length];
        for (int i = 0; i < Rows && await row.ReadAsync(cancellation) && row.Fault is null; i++)
            for (int column = 0; column < Math.Min(row.Count, isLikely.Length); column++)
                if (!row[column].IsWhiteSpace()) isLikely[column] = isLikely[column] is not false && IsLikely(row[column]);
        string[] names = [.. Enumerable.Range(0, isLikely.Length).Where(i => isLikely[i] is true && header.Columns[i] is not null).Select(i => header.Columns[i]!.Header)];
        return names is [] ? null : $"; {(names is [var one] ? $"'{one}' looks like it: --phone-column \"{one}\"" : $"'{string.Join("', '", names)}' look like it")}";
    }

    private static bool IsLikely(ReadOnlySpan<char> cell)
    {
        if (!NumberLike.Is(cell)) return false;
        int digits = 0;
        foreach (char c in cell) if (char.IsDigit(c)) digits++;
        return digits >= LeastDigits || cell.Contains('+');
    }
}
