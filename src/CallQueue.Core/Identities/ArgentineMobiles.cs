using System.Text.RegularExpressions;

namespace CallQueue;

/// <summary>
/// Mobiles in Argentina are dialed inside the country with a 15 behind the area code, and from abroad with a 9 before it: 011 15 2345 6789 is
/// +54 9 11 2345 6789. Versions before 0.2 stored the first after the country code. Source of the area codes: libphonenumber's metadata;
/// TrunkPrefixTests compares them.
/// </summary>
internal static class ArgentineMobiles
{
    private const int Digits = 10;

    private static readonly Regex AreaAnd15 = new(
        "^0?(11|2(?:2(?:02?|[13]|2[13-79]|4[1-6]|5[2457]|6[124-8]|7[1-4]|8[13-6]|9[1267])|3(?:02?|1[467]|2[03-6]|3[13-8]|[49][2-6]|5[2-8]|[67])|4(?:7[3-578]|9)|6(?:[0136]|2[24-6]|4[6-8]?|5[15-8])|80"
        + "|9(?:0[1-3]|[19]|2[0-9]|3[1-6]|4[02568]?|5[2-4]|6[2-46]|72?|8[23]?))|3(?:3(?:2[79]|6|8[2578])|4(?:0[0-24-9]|[12]|3[5-8]?|4[24-7]|5[4-68]?|6[02-9]|7[126]|8[2379]?|9[1-36-8])"
        + "|5(?:1|2[1245]|3[237]?|4[1-46-9]|6[2-4]|7[1-6]|8[2-5]?)|6[24]|7(?:[069]|1[1568]|2[15]|3[145]|4[13]|5[14-8]|7[2-57]|8[126])"
        + "|8(?:[01]|2[15-7]|3[2578]?|4[13-6]|5[4-8]?|6[1-357-9]|7[36-8]?|8[5-8]?|9[124])))15",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    /// <summary>The national digits as they are dialed from abroad; null when they are not a mobile with 15.</summary>
    public static string? InRightSpelling(ReadOnlySpan<char> national)
    {
        if (national.Length is not (Digits + 2 or Digits + 3)) return null;
        if (AreaAnd15.Match(national.ToString()) is not { Success: true } found) return null;
        string mobile = $"9{found.Groups[1].ValueSpan}{national[found.Length..]}";
        return mobile.Length == Digits + 1 ? mobile : null;
    }

    /// <summary>What <see cref="InRightSpelling"/> may read as these national digits.</summary>
    public static IEnumerable<string> FormersOf(string national) => national.Length == Digits + 1 && national[0] == '9'
        ? Enumerable.Range(2, 3).Select(area => $"{national[1..(1 + area)]}15{national[(1 + area)..]}")
        : [];
}
