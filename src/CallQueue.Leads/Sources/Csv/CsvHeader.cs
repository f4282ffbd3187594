using CallQueue.Leads.Columns;

namespace CallQueue.Leads.Sources.Csv;

/// <summary>The first row of a CSV text: what its columns mean.</summary>
internal sealed class CsvHeader
{
    private const int Shown = 30;
    private const int MostColumns = 2_000;

    /// <summary>By the place of the column; null where it has no name: nobody can ask for its cells.</summary>
    public ListColumn?[] Columns { get; }

    /// <summary>Columns that may hold the number that is dialed.</summary>
    public int[] Phones { get; }

    /// <summary>Names that several unknown columns share.</summary>
    public string[] Doubles { get; }

    private CsvHeader(ListColumn?[] columns)
    {
        Columns = columns;
        Phones = [.. Enumerable.Range(0, columns.Length).Where(i => columns[i].IsPhone())];
        Doubles = [.. columns.Where(c => c?.Kind == LeadColumn.Variable).GroupBy(c => c!.Header, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => same.Key)];
    }

    /// <summary>It has names, and none of them is the number's.</summary>
    public bool LacksNumber => Phones.Length == 0 && Columns.Length <= MostColumns && !Columns.Any(c => c is not null && NumberLike.Is(c.Header));

    /// <summary>The header that the reader is at.</summary>
    public static CsvHeader Of(CsvReader row, ColumnRules rules)
    {
        var columns = new ListColumn?[row.Count];
        for (int i = 0; i < columns.Length; i++) columns[i] = row.Text(i) is var name && HeaderName.Key(name).Length > 0 ? rules.Of(name) : null;
        bool isHubSpot = columns.Any(c => c is not null && HeaderName.Key(c.Header) == "record_id");
        for (int i = 0; isHubSpot && i < columns.Length; i++)
            if (columns[i] is { Kind: LeadColumn.Message, IsChosen: false } own) columns[i] = own with { Kind = LeadColumn.Variable };
        return new CsvHeader(columns);
    }

    /// <summary>Why nobody in the list can be called; null when they can.</summary>
    public string? FindProblem(ColumnRules rules)
    {
        if (Columns.Length > MostColumns) return FormattableString.Invariant($"names {Columns.Length} columns; at most {MostColumns} are allowed, so remove those that no message needs");
        if (rules.FindMissing() is { } missing) return $"there is no column '{missing}' (found: {Names()})";
        bool hasPerson = Columns.Any(c => c is not null && GluedNumber.Ends(c.Header.AsSpan().TrimEnd('"'), out _));
        if (Phones.Length > 0) return hasPerson ? "must name the columns, but has a person in the same line; put each person on a line" : null;
        if (Columns is [{ Header: var first }, ..] && first.StartsWith("BEGIN:VCARD", StringComparison.OrdinalIgnoreCase)) return "is a vCard file of contacts; export the contacts as CSV";
        return !LacksNumber
            ? "must name the columns, but looks like a person; add a line such as phone,name above it"
            : $"there is no column for the telephone number; name one {KnownColumns.PhoneNames}, or choose one with --phone-column (found: {Names()})";
    }

    /// <summary>Whether a row as wide as this one has a number in its place.</summary>
    public bool HasNumber(CsvReader row)
    {
        foreach (int phone in Phones) if (phone < row.Count && NumberLike.Is(row[phone])) return true;
        return false;
    }

    private string Names()
    {
        string[] names = [.. Columns.Select(c => c?.Header ?? "").Where(name => name.Length > 0)];
        return string.Join(", ", names.Take(Shown)) + (names.Length > Shown ? $" and {names.Length - Shown} more" : "");
    }
}
