namespace CallQueue.Numbers;

/// <summary>
/// Mobiles in Mexico had a 1 between the country code and the number until 2019. Messengers and old lists still write it; the
/// network does not, and with it one person would be two.
/// </summary>
internal static class Mexico
{
    public const int Code = 52;
    private const int OldLength = 13;

    /// <summary>The digits without that 1, when they have it.</summary>
    public static string WithoutOldMobilePrefix(string digits) =>
        digits.Length == OldLength && digits.StartsWith("521", StringComparison.Ordinal) ? $"52{digits[3..]}" : digits;
}
