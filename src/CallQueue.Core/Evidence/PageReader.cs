using System.Diagnostics.CodeAnalysis;

namespace CallQueue.Evidence;

/// <summary>No I/O: the rows of a page.</summary>
public static class PageReader
{
    /// <summary>All rows, in their order.</summary>
    /// <exception cref="FormatException">Its bytes are damaged.</exception>
    public static IReadOnlyList<LedgerRow> Read(LedgerPage page)
    {
        IReadOnlyList<LedgerRow?> rows = ReadWhatCan(page);
        int damaged = rows.ToList().IndexOf(null);
        return damaged < 0 && rows.Count == page.Count
            ? [.. rows.Select(row => row!)]
            : throw new FormatException($"row {page.First + (damaged < 0 ? Math.Min(rows.Count, page.Count) : damaged)} of the dial ledger is damaged");
    }

    /// <summary>All rows, in their order; null for one whose bytes are damaged. Where the length of a row is damaged, those after it are too.</summary>
    public static IReadOnlyList<LedgerRow?> ReadWhatCan(LedgerPage page)
    {
        List<LedgerRow?> rows = [];
        var reader = new RowReader(page.Rows);
        while (!reader.IsAtEnd && TryRead(ref reader, page, rows.Count, out LedgerRow? row)) rows.Add(row);
        while (rows.Count < page.Count) rows.Add(null);
        return rows;
    }

    /// <summary>The hashes of its rows; null for a damaged row.</summary>
    public static IReadOnlyList<byte[]?> HashesOf(IReadOnlyList<LedgerRow?> rows) => [.. rows.Select(row => row is null ? null : HashChain.Row(RowCodec.Canonical(row)))];

    /// <summary>What a page says about a row's person; null when the person was erased, or the key does not fit.</summary>
    public static PersonalPart? PersonalPartOf(LedgerPage page, LedgerRow row) => PersonKeys.Find(page.Keys, row.Person) is { } key ? PersonKeys.Open(key, row) : null;

    /// <summary>False when there is no telling where the row ends.</summary>
    private static bool TryRead(ref RowReader reader, LedgerPage page, int place, out LedgerRow? row)
    {
        row = null;
        if (!TryTake(ref reader, out byte[]? bytes)) return false;
        try
        {
            row = RowCodec.Read(page.First + place, bytes, page.Texts);
        }
        catch (FormatException)
        {
            // Named as damaged by its caller; the rows after it can be read.
        }

        return true;
    }

    private static bool TryTake(ref RowReader reader, [NotNullWhen(true)] out byte[]? bytes)
    {
        try
        {
            bytes = reader.Bytes().ToArray();
            return true;
        }
        catch (FormatException)
        {
            bytes = null;
            return false;
        }
    }
}
