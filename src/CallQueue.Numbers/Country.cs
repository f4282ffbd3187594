using System.Globalization;
using PhoneNumbers;

namespace CallQueue.Numbers;

/// <summary>Where a number without country code belongs.</summary>
/// <param name="Region">ISO 3166-1 alpha-2; "001" for calling codes of no country.</param>
internal sealed record Country(string Region, CallingCode Code)
{
    /// <summary>Finds one by its ISO codes, English name or calling code; null when there is none.</summary>
    public static Country? Find(string text)
    {
        string trimmed = text.Trim();
        string digits = trimmed.TrimStart('+');
        if (digits.Length is >= 1 and <= 3 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int code) && code > 0)
            return CallingCode.Find(code) is { IsAssigned: true } assigned ? new Country(assigned.Region, assigned) : null;
        return CountryNames.Find(trimmed) is { } region ? new Country(region, CallingCode.Find(PhoneNumberUtil.GetInstance().GetCountryCodeForRegion(region))) : null;
    }

    public static string ProblemOf(string text) => $"'{text}' is not a country; write its ISO 3166 code such as US, or its calling code such as 44";
}
