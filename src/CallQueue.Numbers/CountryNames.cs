using System.Collections.Frozen;

namespace CallQueue.Numbers;

/// <summary>The ISO 3166-1 alpha-2 codes of countries by their codes and English names. The table: countries.txt. Needs no metadata of numbers.</summary>
internal static class CountryNames
{
    private static readonly FrozenDictionary<string, string> Table = Load();

    /// <summary>Every alpha-2 code of the table.</summary>
    public static IEnumerable<string> Codes => Table.Values.Distinct();

    /// <summary>The code, in capitals; null when no country has that code or name.</summary>
    public static string? Find(string text) => Table.GetValueOrDefault(text.Trim());

    private static FrozenDictionary<string, string> Load()
    {
        using Stream resource = typeof(CountryNames).Assembly.GetManifestResourceStream("CallQueue.Numbers.countries.txt")!;
        using var reader = new StreamReader(resource);
        Dictionary<string, string> table = new(StringComparer.OrdinalIgnoreCase);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            string code = line[..2];
            table[code] = code;
            table[line[3..6]] = code;
            foreach (string name in line[7..].Split('|')) table[name] = code;
        }

        return table.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
