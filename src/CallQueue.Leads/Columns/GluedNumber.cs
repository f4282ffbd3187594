namespace CallQueue.Leads.Columns;

/// <summary>A telephone number at the end of a cell, as it is there when the line end between two rows was lost.</summary>
internal static class GluedNumber
{
    private const int Shortest = 7;

    /// <param name="before">The character before the number; NUL when the cell begins with it.</param>
    public static bool Ends(ReadOnlySpan<char> cell, out char before)
    {
        before = '\0';
        if (cell.IsEmpty || !char.IsAsciiDigit(cell[^1]) || cell.LastIndexOf('+') is not (>= 0 and var plus)) return false;
        if (cell.Length - plus - 1 < Shortest || cell[(plus + 1)..].ContainsAnyExceptInRange('0', '9')) return false;
        if (plus > 0) before = cell[plus - 1];
        return true;
    }
}
