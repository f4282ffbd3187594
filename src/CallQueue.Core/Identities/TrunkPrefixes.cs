using System.Globalization;

namespace CallQueue;

/// <summary>
/// Numbers that versions before 0.2 stored with a trunk prefix after the country code, such as +4402079460100: one person would be
/// two. They are read back in their right spelling. The table: trunk-prefixes.txt.
/// </summary>
internal static class TrunkPrefixes
{
    private static readonly Entry?[] Table = Load();

    /// <summary>The number (E.164) without trunk prefix; the same text when it has none. Allocates nothing then.</summary>
    public static string Without(string number)
    {
        ReadOnlySpan<char> digits = number.AsSpan(1);
        if (Find(digits, out int width) is not { } entry) return number;
        ReadOnlySpan<char> national = digits[width..];
        if (!national.StartsWith(entry.Prefix)) return number;
        // Some countries have special numbers that begin with 00. Other prefixes than 0 are digits that numbers may begin with: then the length decides.
        if (entry.Prefix[0] == '0' ? national is ['0', '0', ..] : entry.Has(national.Length)) return number;
        return entry.Has(national.Length - entry.Prefix.Length) ? $"+{digits[..width]}{national[entry.Prefix.Length..]}" : number;
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
