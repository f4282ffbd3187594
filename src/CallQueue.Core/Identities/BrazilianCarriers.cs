namespace CallQueue;

/// <summary>
/// In Brazil the carrier of a long-distance call is chosen by two digits behind the 0, as in 0 21 11 3333 4444; 90 in place of the 0 charges
/// the person called. Neither is part of the number. Source: libphonenumber's metadata; TrunkPrefixTests compares them.
/// </summary>
internal static class BrazilianCarriers
{
    private static readonly string[] Codes =
        ["12", "14", "15", "21", "22", "23", "25", "31", "41", "43", "55", "65", "99"];

    /// <summary>The national digits without them; null when they have none.</summary>
    public static string? Without(ReadOnlySpan<char> national)
    {
        int begin = national.StartsWith("90") ? 2 : national.StartsWith("0") ? 1 : 0;
        if (begin == 0) return null;
        ReadOnlySpan<char> rest = national[begin..];
        if (rest.Length is 12 or 13 && HasCode(rest)) return rest[2..].ToString();
        return begin == 2 && rest.Length is 10 or 11 ? rest.ToString() : null;
    }

    private static bool HasCode(ReadOnlySpan<char> rest)
    {
        foreach (string code in Codes)
        {
            if (rest.StartsWith(code)) return true;
        }

        return false;
    }

    /// <summary>What <see cref="Without"/> reads as these national digits.</summary>
    public static IEnumerable<string> FormersOf(string national) => Codes.Select(code => $"0{code}{national}").Append($"90{national}");
}
