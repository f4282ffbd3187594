using CallQueue.Validation;

namespace CallQueue.Access;

/// <summary>
/// Texts that came from outside, for log lines: ids that apps chose, names, URLs, words of carriers, texts of exceptions. Telephone numbers in
/// them keep only their last four digits, and control characters are escaped. Numbers that we count or measure are not texts, and are not masked.
/// </summary>
public static class LogText
{
    /// <summary>The fewest digits in a row that may be a telephone number.</summary>
    private const int FewestDigits = 7;

    /// <summary>The fewest digits of one that is written in groups, without a plus sign: fewer are dates, times and versions.</summary>
    private const int FewestGrouped = 9;

    private const int MostDigits = 20;
    private const int Shown = 4;

    /// <summary>A text from outside as it may be logged.</summary>
    /// <param name="text">The text.</param>
    /// <param name="keepsLines">Line feeds stay, for a stack trace.</param>
    public static string Outside(string text, bool keepsLines = false) => SafeText.Escaped(Masked(text), keepsLines);

    /// <summary>
    /// The text with telephone numbers masked: seven or more digits in a row, also inside an id, and numbers in groups. Dates, IP addresses, UUIDs
    /// and hexadecimal ids stay readable.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <param name="fewest">The fewest digits that are masked; for a number whose size matters more than in an id.</param>
    public static string Masked(string text, int fewest = FewestDigits)
    {
        ArgumentNullException.ThrowIfNull(text);
        char[]? masked = null;
        for (int at = 0; NextNumber(text, ref at, fewest, out DigitGroups groups);) Mask(masked ??= text.ToCharArray(), groups);
        return masked is null ? text : new string(masked);
    }

    /// <summary>
    /// <see cref="Outside"/> without a new string.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="copy">A copy of it, in which numbers are masked.</param>
    /// <returns>False when the text has characters to escape: use <see cref="Outside"/>.</returns>
    public static bool TryWriteOutside(ReadOnlySpan<char> text, Span<char> copy)
    {
        if (!SafeText.IsSafe(text)) return false;
        for (int at = 0; NextNumber(text, ref at, FewestDigits, out DigitGroups groups);) Mask(copy, groups);
        return true;
    }

    /// <summary>Finds the next telephone number; <paramref name="at"/> is then behind it.</summary>
    private static bool NextNumber(ReadOnlySpan<char> text, ref int at, int fewest, out DigitGroups groups)
    {
        while (at < text.Length)
        {
            if (!char.IsDigit(text[at]))
            {
                at++;
            }
            else if (EndOfId(text, at) is > 0 and var end)
            {
                at = end;
            }
            else
            {
                groups = DigitGroups.Read(text, at);
                at = groups.End;
                if (IsNumber(text, groups, fewest)) return true;
            }
        }

        groups = default;
        return false;
    }

    private static bool IsNumber(ReadOnlySpan<char> text, DigitGroups groups, int fewest)
    {
        if (groups.Digits < fewest) return false;
        ReadOnlySpan<char> written = text[groups.Start..groups.End];
        if (groups.Longest >= fewest) return !DateShape.IsCompact(text, groups.Start, groups.End);
        bool isShort = groups.Digits is < FewestGrouped or > MostDigits;
        return groups.PlusLength > 0 || (!isShort && !DateShape.Begins(written) && !IsAddress(written));
    }

    /// <summary>All digits but the last four, and the plus sign.</summary>
    private static void Mask(Span<char> text, DigitGroups groups)
    {
        int left = groups.Digits - Shown;
        for (int i = groups.Start - groups.PlusLength; i < groups.End && left > 0; i++)
        {
            if (i < groups.Start) text[i] = '*';
            else if (groups.IsDigitAt(text, i)) (text[i], left) = ('*', left - 1);
        }
    }

    /// <summary>
    /// The end of the UUID, or of the random id in hexadecimal digits, that a digit belongs to; 0: to none. In an id letters and digits alternate, which they
    /// do not where a number was appended to a name.
    /// </summary>
    private static int EndOfId(ReadOnlySpan<char> text, int at)
    {
        const int FewestCharacters = 16;
        const int MostCharacters = 128;
        const int FewestChanges = 4;
        (int start, int end) = (at, at);
        while (start > 0 && at - start < MostCharacters && IsOfId(text[start - 1])) start--;
        while (end < text.Length && end - at < MostCharacters && IsOfId(text[end])) end++;
        if (end - start < FewestCharacters) return 0;
        if (Guid.TryParseExact(text[start..end], "D", out _)) return end;
        int changes = 0;
        for (int i = start; i < end; i++)
        {
            if (text[i] == '-') return 0;
            if (i > start && char.IsAsciiDigit(text[i]) != char.IsAsciiDigit(text[i - 1])) changes++;
        }

        return changes >= FewestChanges ? end : 0;
    }

    private static bool IsOfId(char c) => char.IsAsciiHexDigit(c) || c == '-';

    /// <summary>Four numbers up to 255 with dots.</summary>
    private static bool IsAddress(ReadOnlySpan<char> text)
    {
        int parts = 0;
        foreach (Range range in text.Split('.'))
        {
            if (!byte.TryParse(text[range], out _)) return false;
            parts++;
        }

        return parts == 4;
    }
}
