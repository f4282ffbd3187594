using System.Globalization;

namespace CallQueue;

/// <summary>
/// Numbers that versions before 0.2 stored with a trunk prefix after the country code, such as +4402079460100: one person would be
/// two. They are read back in their right spelling. The table: trunk-prefixes.txt.
/// </summary>
internal static class TrunkPrefixes
{
    private static readonly Entry?[] Table = Load();

    /// <summary>The longest E.164 number, with its +.</summary>
    private const int Longest = 16;

    /// <summary>The number (E.164) without trunk prefix; the same text when it has none. Allocates nothing then.</summary>
    public static string Without(string number)
    {
        ReadOnlySpan<char> digits = number.AsSpan(1);
        if (Find(digits, out int width) is not { } entry) return number;
        ReadOnlySpan<char> national = digits[width..];
        if (digits.StartsWith("54") && ArgentineMobiles.InRightSpelling(national) is { } mobile) return $"+54{mobile}";
        if (digits.StartsWith("55") && BrazilianCarriers.Without(national) is { } plain) return $"+55{plain}";
        if (!national.StartsWith(entry.Prefix)) return number;
        // Some countries have special numbers that begin with 00. Other prefixes than 0 are digits that numbers may begin with: then the length decides.
        if (entry.Prefix[0] == '0' ? national is ['0', '0', ..] : entry.Has(national.Length)) return number;
        return entry.Has(national.Length - entry.Prefix.Length) ? $"+{digits[..width]}{national[entry.Prefix.Length..]}" : number;
    }

    /// <summary>The texts that <see cref="Without"/> reads as this number (E.164, in its right spelling).</summary>
    public static IEnumerable<string> FormersOf(string number)
    {
        if (Find(number.AsSpan(1), out int width) is not { } entry) return [];
        (string code, string national) = (number[..(1 + width)], number[(1 + width)..]);
        IEnumerable<string> others = code switch
        {
            "+54" => ArgentineMobiles.FormersOf(national),
            "+55" => BrazilianCarriers.FormersOf(national),
            _ => [],
        };
        return others.Prepend($"{entry.Prefix}{national}").Select(former => $"{code}{former}").Where(former => former.Length <= Longest && Without(former) == number);
    }

    private static Entry? Find(ReadOnlySpan<char> digits, out int width)
    {
        int code = 0;
        for (width = 1; width <= 3 && width <= digits.Length; width++)
        {
            code = (code * 10) + (digits[width - 1] - '0');
            if (Table[code] is { } entry) return entry;
        }

        return null;
    }

    private static Entry?[] Load()
    {
        using Stream resource = typeof(TrunkPrefixes).Assembly.GetManifestResourceStream("CallQueue.Identities.trunk-prefixes.txt")!;
        using var reader = new StreamReader(resource);
        var table = new Entry?[1000];
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            string[] parts = line.Split(' ', ':');
            uint lengths = parts[1].Split(',').Aggregate(0u, (all, length) => all | (1u << int.Parse(length, CultureInfo.InvariantCulture)));
            foreach (string code in parts[3..]) table[int.Parse(code, CultureInfo.InvariantCulture)] = new Entry(parts[0], lengths);
        }

        return table;
    }

    private sealed record Entry(string Prefix, uint Lengths)
    {
        public bool Has(int length) => length is > 0 and < 32 && (Lengths & (1u << length)) != 0;
    }
}
