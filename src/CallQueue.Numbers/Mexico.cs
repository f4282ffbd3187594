namespace CallQueue.Numbers;

/// <summary>
/// Mobiles in Mexico had a 1 between the country code and the number until 2019. Messengers and old lists still write it; the
/// network does not, and with it one person would be two. The same year ended the prefixes 01, 044 and 045 inside the country.
/// </summary>
internal static class Mexico
{
    public const int Code = 52;
    private const int OldLength = 13;
    private const int NationalLength = 10;

    private static readonly string[] OldPrefixes = ["01", "044", "045"];

    /// <summary>The digits without that 1, when they have it.</summary>
    public static string WithoutOldMobilePrefix(string digits) =>
        digits.Length == OldLength && digits.StartsWith("521", StringComparison.Ordinal) ? $"52{digits[3..]}" : digits;

    /// <summary>The digits of a number inside the country, without a prefix that is not dialed any more.</summary>
    public static string WithoutOldPrefixes(string digits) =>
        Array.Find(OldPrefixes, prefix => digits.Length == prefix.Length + NationalLength && digits.StartsWith(prefix, StringComparison.Ordinal)) is { } old
            ? digits[old.Length..] : WithoutOldMobilePrefix(digits);
}
