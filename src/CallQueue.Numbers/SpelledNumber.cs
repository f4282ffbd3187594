using System.Globalization;
using PhoneNumbers;
using Parsed = PhoneNumbers.PhoneNumber;

namespace CallQueue.Numbers;

/// <summary>Reads what is not plain: other spellings, national numbers, and everything that has to be refused.</summary>
internal static class SpelledNumber
{
    private const string Advice = "write it in E.164, such as +442079460100";
    private const string CountryAdvice = $"{Advice}, or give its country (`country` beside it, or the setting `default_country`)";
    private const int LongestShort = 6;

    private static PhoneNumberUtil Library => PhoneNumberUtil.GetInstance();

    public static NumberReading Read(string text, string? country)
    {
        CellText cell = CellText.Of(text);
        if (cell.Problem is { } problem) return Refused(text, problem);
        if (cell.Digits.Length == 0) return new NumberReading(null, "is missing", default);
        if (cell.HasPlus) return International(text, cell, cell.Digits);
        return string.IsNullOrWhiteSpace(country) ? WithoutCountry(text, cell) : National(text, cell, country);
    }

    private static NumberReading WithoutCountry(string text, CellText cell)
    {
        if (cell.Digits.StartsWith("00", StringComparison.Ordinal)) return International(text, cell, cell.Digits[2..]);
        string problem = cell.Digits.Length <= LongestShort ? $"is a short code or too short for a telephone number; {Advice}" : $"has no country code; {CountryAdvice}";
        return Refused(text, problem) with { LacksCountry = true };
    }

    private static NumberReading National(string text, CellText cell, string named)
    {
        bool isInternational = cell.Digits.StartsWith("00", StringComparison.Ordinal);
        if (Country.Find(named) is not { } country)
            return isInternational ? International(text, cell, cell.Digits[2..]) : Refused(text, $"has no country code, and {Country.ProblemOf(named)}");
        if (ShortCode(text, cell.Digits, country.Region) is { } refused) return refused;
        NumberReading inside = Inside(text, cell, country);
        if (!isInternational) return inside;
        NumberReading abroad = International(text, cell, cell.Digits[2..]);
        if (inside.Number is null || inside.Number == abroad.Number) return abroad;
        return abroad.Number is null ? inside : Refused(text, $"may be two numbers, since 00 has its own meaning in {country.Region}; {Advice}");
    }

    private static NumberReading? ShortCode(string text, string digits, string region)
    {
        if (digits.Length > LongestShort) return null;
        if (ShortNumberInfo.GetInstance().IsEmergencyNumber(digits, region)) return Refused(text, $"is an emergency number in {region} and can't be dialed");
        Parsed? parsed = Parse(digits, region);
        return parsed is not null && Library.IsValidNumber(parsed) ? null : Refused(text, $"is a short code or too short for a number in {region}; {Advice}");
    }

    private static NumberReading Inside(string text, CellText cell, Country country)
    {
        if (country.Region == "001")
        {
            NumberReading whole = International(text, cell, cell.Digits);
            return whole.Number is not null && CallingCode.Of(cell.Digits) == country.Code ? whole : International(text, cell, $"{country.Code.Code}{cell.Digits}");
        }

        // The library takes the country code, the digits for abroad and the trunk prefix for what they are.
        string digits = country.Code.Code == Mexico.Code ? Mexico.WithoutOldPrefixes(cell.Digits) : cell.Digits;
        if (Parse(digits, country.Region) is { } parsed) return IsAmbiguous(digits, parsed, country) ? Refused(text, $"may begin with the country code {country.Code.Code} or not, since {country.Region} has numbers of both lengths; {Advice}") : Checked(text, parsed, country.Region);
        return Refused(text, $"is not a telephone number of {country.Region}; {Advice}");
    }

    /// <summary>
    /// Where numbers have different lengths, as in Germany, 49 171 1234567 may be a mobile with its country code and no plus sign, or a number in
    /// Leer (0491) without its 0.
    /// </summary>
    private static bool IsAmbiguous(string digits, Parsed parsed, Country country)
    {
        string code = country.Code.Code.ToString(CultureInfo.InvariantCulture);
        if (digits.Length <= code.Length || !digits.StartsWith(code, StringComparison.Ordinal)) return false;
        return Library.Format(parsed, PhoneNumberFormat.E164) == $"+{code}{digits}" && Parse($"+{digits}", null) is { } abroad && Library.IsValidNumber(abroad) && Library.IsValidNumber(parsed);
    }

    /// <summary>Digits that begin with a country code.</summary>
    private static NumberReading International(string text, CellText cell, string digits)
    {
        if (digits.StartsWith('0')) return Refused(text, $"begins with +0, which is not a country code; {Advice}");
        if (CallingCode.Of(digits) is not { } code) return Refused(text, $"has a country code that no country has; {Advice}");
        digits = Mexico.WithoutOldMobilePrefix(digits);
        string national = digits[code.Width..];
        // The 0 in brackets is what nobody dials from abroad. The library leaves it where the rest is too short.
        if (cell.HasBracketedZero && code.HasTrunkZero(national)) national = national[1..];
        Parsed? parsed = Parse($"+{code.Code}{national}", null);
        return parsed is null ? Refused(text, $"is too short for a telephone number; {Advice}") : Checked(text, parsed, null);
    }

    private static NumberReading Checked(string text, Parsed parsed, string? region)
    {
        CallingCode code = CallingCode.Find(parsed.CountryCode);
        string whose = region is null || region != code.Region ? $"country code +{code.Code}" : $"{region} (+{code.Code})";
        string? problem = Library.IsPossibleNumberWithReason(parsed) switch
        {
            PhoneNumberUtil.ValidationResult.IS_POSSIBLE => null,
            PhoneNumberUtil.ValidationResult.IS_POSSIBLE_LOCAL_ONLY => $"is too short for a number of {whose}, as if its area code were missing; {Advice}",
            PhoneNumberUtil.ValidationResult.TOO_SHORT => $"is too short for a number of {whose}; {Advice}",
            PhoneNumberUtil.ValidationResult.TOO_LONG => $"is too long for a number of {whose}; {Advice}",
            _ => $"has a number of digits that no number of {whose} has; {Advice}",
        };
        string written = Library.Format(parsed, PhoneNumberFormat.E164);
        if (problem is null && code.HasTrunkZero(written.AsSpan(1 + code.Width))) problem = $"has a 0 after the country code and is too short without it; {Advice}";
        if (problem is not null) return Refused(text, problem);
        return PhoneNumber.TryParse(written, out PhoneNumber number, out _) ? new NumberReading(number, null, KindOf(parsed, code))
            : Refused(text, written.Length > 16 ? $"has more than 15 digits; {Advice}" : $"is too short for a telephone number; {Advice}");
    }

    private static Parsed? Parse(string digits, string? region)
    {
        try
        {
            return Library.Parse(digits, region);
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    private static NumberKind KindOf(Parsed parsed, CallingCode code) => code.IsNetwork ? NumberKind.Satellite : Library.GetNumberType(parsed) switch
    {
        PhoneNumberType.PREMIUM_RATE => NumberKind.Premium,
        PhoneNumberType.SHARED_COST => NumberKind.SharedCost,
        PhoneNumberType.PERSONAL_NUMBER => NumberKind.Personal,
        PhoneNumberType.PAGER => NumberKind.Pager,
        _ => NumberKind.Usual,
    };

    private static NumberReading Refused(string text, string problem) => new(null, $"{ShownNumber.Of(text)} {problem}", default);
}
