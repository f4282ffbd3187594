using System.Globalization;

namespace CallQueue.Access;

/// <summary>Digits that are a date or a time, and so not a telephone number.</summary>
internal static class DateShape
{
    private const string Date = "yyyyMMdd";

    /// <summary>Whether a text begins with a date such as 2026-11-30.</summary>
    public static bool Begins(ReadOnlySpan<char> text) =>
        text.Length >= 10 && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>
    /// Whether digits are a date without dashes, or the time behind one: 20261130, 20261130T090000123Z. Names of daily calls and of occurrences
    /// have them.
    /// </summary>
    public static bool IsCompact(ReadOnlySpan<char> text, int start, int end)
    {
        ReadOnlySpan<char> digits = text[start..end];
        if (digits.Length == Date.Length) return IsDate(digits);
        return digits.Length == 9 && start > Date.Length && text[start - 1] == 'T' && IsDate(text.Slice(start - 1 - Date.Length, Date.Length));
    }

    private static bool IsDate(ReadOnlySpan<char> digits) =>
        digits.StartsWith("20", StringComparison.Ordinal) && DateOnly.TryParseExact(digits, Date, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
