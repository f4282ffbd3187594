using System.Collections.Frozen;
using System.Globalization;

namespace CallQueue.Fences;

/// <summary>
/// The country and the risk of a telephone number, by the longest known prefix. Three tables: number-countries.txt and number-risks.txt are made
/// from libphonenumber's metadata by a test, high-risk.txt names its sources. Looking up allocates nothing.
/// </summary>
internal static class NumberRanges
{
    /// <summary>In place of a country: every country of calling code 1, such as toll-free numbers.</summary>
    public const string NorthAmerica = "+1";

    private static readonly FrozenDictionary<long, string> Countries = LoadCountries();
    private static readonly FrozenDictionary<long, Risk> Risks = LoadRisks();
    private static readonly int LongestCountry = Longest(Countries.Keys);
    private static readonly int LongestRisk = Longest(Risks.Keys);
    private static readonly FrozenSet<string> AllCountries = Countries.Values.Where(country => country.Length == 2).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The countries of calling code 1.</summary>
    public static FrozenSet<string> NorthAmericans { get; } = Countries.Where(row => FirstDigit(row.Key) == 1 && row.Value.Length == 2).Select(row => row.Value).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether the tables have a country of this ISO 3166 code.</summary>
    public static bool IsCountry(string code) => AllCountries.Contains(code);

    /// <summary>Whether some number of the country can begin with the prefix, which has its '+'.</summary>
    public static bool MayBegin(string country, string prefix)
    {
        string digits = prefix[1..];
        return Countries.Any(row => row.Value == country && row.Key.ToString(CultureInfo.InvariantCulture) is var known
            && (known.StartsWith(digits, StringComparison.Ordinal) || digits.StartsWith(known, StringComparison.Ordinal)));
    }

    /// <summary>The ISO 3166 code of the number's country, or <see cref="NorthAmerica"/>; null for networks of no country.</summary>
    public static string? CountryOf(PhoneNumber number)
    {
        ReadOnlySpan<char> text = number.Value;
        string? found = null;
        long prefix = 0;
        for (int i = 1; i < text.Length && i <= LongestCountry; i++)
        {
            prefix = (prefix * 10) + (text[i] - '0');
            if (Countries.TryGetValue(prefix, out string? country)) found = country;
        }

        return found;
    }

    /// <summary>The risk of calling the number.</summary>
    public static NumberRisk RiskOf(PhoneNumber number)
    {
        ReadOnlySpan<char> text = number.Value;
        int length = 1 << (text.Length - 1);
        var found = NumberRisk.None;
        long prefix = 0;
        for (int i = 1; i < text.Length && i <= LongestRisk; i++)
        {
            prefix = (prefix * 10) + (text[i] - '0');
            if (Risks.TryGetValue(prefix, out Risk risk) && (risk.Lengths & length) != 0) found = risk.Kind;
        }

        return found;
    }

    private static FrozenDictionary<long, string> LoadCountries()
    {
        Dictionary<long, string> table = [];
        foreach ((string country, string[] prefixes) in Rows("number-countries.txt"))
            foreach (string prefix in prefixes) table.Add(Number(prefix), country);
        return table.ToFrozenDictionary();
    }

    private static FrozenDictionary<long, Risk> LoadRisks()
    {
        Dictionary<long, Risk> table = [];
        foreach ((string kind, string[] prefixes) in Rows("number-risks.txt").Concat(Rows("high-risk.txt")))
        {
            foreach (string prefix in prefixes)
            {
                int slash = prefix.IndexOf('/', StringComparison.Ordinal);
                int lengths = slash < 0 ? -1 : prefix[(slash + 1)..].Split(',').Aggregate(0, (bits, length) => bits | (1 << int.Parse(length, CultureInfo.InvariantCulture)));
                table.TryAdd(Number(slash < 0 ? prefix : prefix[..slash]), new Risk(KindOf(kind), lengths));
            }
        }

        return table.ToFrozenDictionary();
    }

    private static NumberRisk KindOf(string word) => word switch
    {
        "premium" => NumberRisk.Premium,
        "personal" => NumberRisk.Personal,
        "satellite" => NumberRisk.Satellite,
        "high-risk" => NumberRisk.HighRisk,
        _ => throw new FormatException($"'{word}' is not a kind of risk"),
    };

    /// <summary>Lines such as <c>GG: 441481 447781</c>; a line without prefixes, or beginning with #, says nothing.</summary>
    private static IEnumerable<(string Name, string[] Prefixes)> Rows(string file)
    {
        using Stream resource = typeof(NumberRanges).Assembly.GetManifestResourceStream($"CallQueue.Fences.{file}")!;
        using var reader = new StreamReader(resource);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            yield return (line[..colon], line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    private static long Number(string digits) => long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static long FirstDigit(long prefix) => prefix < 10 ? prefix : FirstDigit(prefix / 10);

    private static int Longest(IEnumerable<long> prefixes) => prefixes.Max(prefix => prefix.ToString(CultureInfo.InvariantCulture).Length);

    /// <param name="Lengths">Bit n: numbers of n digits, the country code included.</param>
    private readonly record struct Risk(NumberRisk Kind, int Lengths);
}
