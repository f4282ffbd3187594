using System.Text;

namespace CallQueue.Leads.Columns;

/// <summary>Names of columns compare without regard to case, and to blanks, dashes and other signs between words: "Phone 1 - Value" is phone_1_value.</summary>
internal static class HeaderName
{
    public static string Key(string header)
    {
        var key = new StringBuilder(header.Length);
        foreach (char c in header)
        {
            if (char.IsLetterOrDigit(c)) key.Append(char.ToLowerInvariant(c));
            else if (c != '\'' && c != '\u2019' && key.Length > 0 && key[^1] != '_' && !IsInvisible(c)) key.Append('_');
        }

        return key.ToString().TrimEnd('_');
    }

    /// <summary>The header as people see it.</summary>
    public static string Shown(string header) => string.Concat(header.Where(c => !IsInvisible(c))).Trim();

    private static bool IsInvisible(char c) => char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.Control;
}
