using System.Collections.Concurrent;
using System.Globalization;
using PhoneNumbers;

namespace CallQueue.Numbers;

/// <summary>Where a number without country code belongs.</summary>
/// <param name="Region">ISO 3166-1 alpha-2; "001" for calling codes of no country.</param>
internal sealed record Country(string Region, CallingCode Code)
{
    private const int LongestCode = 4;

    private static readonly ConcurrentDictionary<string, Country> Known = new(StringComparer.Ordinal);

    /// <summary>Finds one by its ISO codes, English name or calling code; null when there is none.</summary>
    public static Country? Find(string text)
    {
        if (Known.TryGetValue(text, out Country? known)) return known;
        Country? found = Look(text);

        // Codes only: there are few of them, and names come from anybody.
        if (found is not null && text.Length <= LongestCode) Known.TryAdd(text, found);
        return found;
    }

    private static Country? Look(string text)
    {
        string trimmed = text.Trim();
        string digits = trimmed.StartsWith("00", StringComparison.Ordinal) ? trimmed[2..] : trimmed.TrimStart('+');
        if (digits.Length is >= 1 and <= 3 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int code) && code > 0)
            return CallingCode.Find(code) is { IsAssigned: true } assigned ? new Country(assigned.Region, assigned) : null;
        return CountryNames.Find(trimmed) is { } region ? new Country(region, CallingCode.Find(PhoneNumberUtil.GetInstance().GetCountryCodeForRegion(region))) : null;
    }

    public static string ProblemOf(string text) => $"'{text}' is not a country; write its ISO 3166 code such as US, or its calling code such as 44";
}
