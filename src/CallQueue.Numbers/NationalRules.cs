using System.Collections.Concurrent;
using PhoneNumbers;

namespace CallQueue.Numbers;

/// <summary>
/// What the library's metadata says about numbers as they are written inside a country, as far as it can be looked up in a table: enough for
/// most of them. Whatever is not certain is left to the library. Built at the first number of the country.
/// </summary>
internal sealed class NationalRules
{
    private const int Fewest = 7;

    private static readonly ConcurrentDictionary<string, NationalRules> Built = new(StringComparer.Ordinal);

    private readonly CallingCode _code;
    private readonly char[] _codeDigits;
    private readonly bool[] _abroad = new bool[PatternPrefixes.Count];
    private readonly bool[] _prefixed = new bool[PatternPrefixes.Count];
    private readonly bool[] _begins = new bool[PatternPrefixes.Count];
    private readonly bool _hasTrunkZero;
    private readonly uint _lengths;

    private NationalRules(Country country)
    {
        _code = country.Code;
        _codeDigits = _code.Code.ToString(System.Globalization.CultureInfo.InvariantCulture).ToCharArray();
        PhoneMetadata region = PhoneNumberUtil.GetInstance().GetMetadataForRegion(country.Region);
        foreach (int length in region.GeneralDesc.PossibleLengthList.Where(length => length is >= 3 and < 32)) _lengths |= 1u << length;
        PatternPrefixes.Mark(region.GeneralDesc.NationalNumberPattern, _begins);
        if (region.HasInternationalPrefix) PatternPrefixes.Mark(region.InternationalPrefix, _abroad);
        if (region.HasNationalPrefixForParsing) PatternPrefixes.Mark(region.NationalPrefixForParsing, _prefixed);
        _hasTrunkZero = region is { HasNationalPrefixForParsing: true, HasNationalPrefixTransformRule: false } && IsZeroAlone(region.NationalPrefixForParsing);
    }

    /// <summary>The rules of a country; null for networks of no country.</summary>
    public static NationalRules? Of(Country country) => country.Region == "001" ? null : Built.GetOrAdd(country.Region, static (_, named) => new NationalRules(named), country);

    /// <summary>The national part of a number that is certainly written as inside the country; empty when the library has to be asked.</summary>
    public ReadOnlySpan<char> Find(ReadOnlySpan<char> digits)
    {
        if (digits.Length < Fewest || _abroad[First(digits)]) return [];
        bool isTrunk = _hasTrunkZero && digits[0] == '0' && !_begins[First(digits)];
        ReadOnlySpan<char> national = isTrunk || IsNorthAmerican(digits) ? digits[1..] : digits;
        if (national.Length == digits.Length && digits.StartsWith(_codeDigits)) return [];
        if (!isTrunk && _prefixed[First(national)]) return [];
        return (_lengths & (1u << national.Length)) != 0 && _code.IsCertain(national) ? national : [];
    }

    /// <summary>A 0 is removed and nothing behind it: "0", or "0|180020", where no other prefix begins with a 0.</summary>
    private static bool IsZeroAlone(string pattern)
    {
        string[] prefixes = pattern.Split('|');
        return prefixes.Contains("0") && Array.TrueForAll(prefixes, prefix => prefix == "0" || prefix.TrimStart('(') is [>= '1' and <= '9', ..]);
    }

    /// <summary>1 202 555 0100: the country code is also what is dialed before the area code.</summary>
    private bool IsNorthAmerican(ReadOnlySpan<char> digits) => _code.Code == 1 && digits.Length == 11 && digits[0] == '1';

    private static int First(ReadOnlySpan<char> digits) => ((digits[0] - '0') * 100) + ((digits[1] - '0') * 10) + (digits[2] - '0');
}
