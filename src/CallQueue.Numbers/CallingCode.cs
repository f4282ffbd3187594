using System.Collections.Frozen;
using PhoneNumbers;

namespace CallQueue.Numbers;

/// <summary>
/// What the library's metadata says about the numbers of one calling code, as far as it can be looked up in a table: enough
/// to read a plain +-number without a regular expression. Built at the first number of the code.
/// </summary>
internal sealed class CallingCode
{
    private static readonly FrozenSet<int> Networks = new[] { 870, 878, 881, 882, 883, 888 }.ToFrozenSet();
    private static readonly CallingCode?[] Built = new CallingCode?[1000];

    private readonly bool[] _asks = new bool[PatternPrefixes.Count];
    private readonly bool[] _begins = new bool[PatternPrefixes.Count];
    private readonly uint _lengths;

    private CallingCode(int code)
    {
        Code = code;
        Width = code < 10 ? 1 : code < 100 ? 2 : 3;
        Region = Library.GetRegionCodeForCountryCode(code);
        PhoneMetadata? main = IsAssigned ? MetadataOf(Region) : null;
        if (main is null) return;
        foreach (int length in main.GeneralDesc.PossibleLengthList.Where(length => length >= 3)) _lengths |= 1u << length;
        PatternPrefixes.Mark(main.GeneralDesc.NationalNumberPattern, _begins);
        Array.Fill(_asks, true, 0, 100);
        if (main.HasNationalPrefixForParsing) PatternPrefixes.Mark(main.NationalPrefixForParsing, _asks);
        if (code == Mexico.Code) Array.Fill(_asks, true, 100, 100);
        foreach (string region in Library.GetRegionCodesForCountryCode(code))
        {
            PhoneMetadata all = MetadataOf(region);
            foreach (PhoneNumberDesc special in new[] { all.PremiumRate, all.SharedCost, all.PersonalNumber, all.Pager })
            {
                if (special.HasNationalNumberPattern && special.NationalNumberPattern.Length > 0) PatternPrefixes.Mark(special.NationalNumberPattern, _asks);
            }
        }
    }

    /// <summary>1 to 999.</summary>
    public int Code { get; }

    /// <summary>How many digits the code has.</summary>
    public int Width { get; }

    /// <summary>The main region of the code; "001" for codes of no country.</summary>
    public string Region { get; }

    /// <summary>Whether some country or network has the code.</summary>
    public bool IsAssigned => Region != "ZZ";

    /// <summary>Whether these digits behind the code begin with a 0 that is a trunk prefix. In Italy and elsewhere numbers begin with 0.</summary>
    public bool HasTrunkZero(ReadOnlySpan<char> national) =>
        national is ['0', _, _, ..] && !_begins[((national[1] - '0') * 10) + (national[2] - '0')];

    /// <summary>Whether the code belongs to a satellite or international network.</summary>
    public bool IsNetwork => Networks.Contains(Code);

    private static PhoneNumberUtil Library => PhoneNumberUtil.GetInstance();

    /// <summary>The code that a number's digits begin with; null when there is none.</summary>
    public static CallingCode? Of(ReadOnlySpan<char> digits)
    {
        int code = 0;
        for (int i = 0; i < 3 && i < digits.Length; i++)
        {
            code = (code * 10) + (digits[i] - '0');
            if (code > 0 && Find(code) is { IsAssigned: true } found) return found;
        }

        return null;
    }

    /// <summary>The entry of a code, assigned or not.</summary>
    public static CallingCode Find(int code) => Volatile.Read(ref Built[code]) ?? Build(code);

    /// <summary>
    /// Whether these digits behind the code are certainly a possible number of a usual kind as they are. When not, the library
    /// decides.
    /// </summary>
    public bool IsCertain(ReadOnlySpan<char> national) =>
        national.Length is >= 3 and < 32 && (_lengths & (1u << national.Length)) != 0
        && !_asks[((national[0] - '0') * 100) + ((national[1] - '0') * 10) + (national[2] - '0')];

    private static CallingCode Build(int code)
    {
        // Two threads may build the same entry; both are equal.
        var built = new CallingCode(code);
        Volatile.Write(ref Built[code], built);
        return built;
    }

    private PhoneMetadata MetadataOf(string region) => region == "001" ? Library.GetMetadataForNonGeographicalRegion(Code) : Library.GetMetadataForRegion(region);
}
