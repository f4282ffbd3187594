namespace CallQueue.Leads.Columns;

/// <summary>Whether a cell could be a telephone number in any spelling. To find out how a list is written; the number itself is read elsewhere.</summary>
internal static class NumberLike
{
    public static bool Is(ReadOnlySpan<char> cell)
    {
        int digits = 0;
        foreach (char c in cell)
        {
            if (char.IsDigit(c)) digits++;
            else if (c is not ('\'' or '"' or '=') && !char.IsWhiteSpace(c) && c is not ('+' or '-' or '.' or '(' or ')' or '/' or '\u2010' or '\u2011' or '\u2013' or '\uFF0B') && !IsInvisible(c)) return false;
        }

        return digits is >= 7 and <= 20;
    }

    private static bool IsInvisible(char c) => char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format;
}
