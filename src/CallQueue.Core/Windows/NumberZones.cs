using System.Globalization;

namespace CallQueue.Windows;

/// <summary>
/// The time zones in which the holder of a telephone number may be, by the longest known prefix of the number: its
/// country code, or an area code where one numbering plan spans several zones. What the number leaves open is all of its
/// zones. The table and its sources: number-zones.txt.
/// </summary>
internal static class NumberZones
{
    private static readonly Dictionary<int, ZoneSet> Table = Load();
    private static readonly int Longest = Table.Keys.Max(prefix => prefix.ToString(CultureInfo.InvariantCulture).Length);

    /// <summary>All prefixes of the table, with their zones.</summary>
    public static IReadOnlyDictionary<int, ZoneSet> All => Table;

    /// <summary>The zones of a number; null when its country code is not known. Allocates nothing.</summary>
    public static ZoneSet? Find(PhoneNumber number)
    {
        ReadOnlySpan<char> text = number.Value;
        ZoneSet? found = null;
        int prefix = 0;
        for (int i = 1; i < text.Length && i <= Longest; i++)
        {
            prefix = (prefix * 10) + (text[i] - '0');
            if (Table.TryGetValue(prefix, out ZoneSet? zones)) found = zones;
        }

        return found;
    }

    private static Dictionary<int, ZoneSet> Load()
    {
        using Stream resource = typeof(NumberZones).Assembly.GetManifestResourceStream("CallQueue.Windows.number-zones.txt")!;
        using var reader = new StreamReader(resource);
        Dictionary<int, ZoneSet> table = [];
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            var zones = new ZoneSet(line[..colon].Split(' ', StringSplitOptions.RemoveEmptyEntries));
            foreach (string prefix in line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                table.Add(int.Parse(prefix, CultureInfo.InvariantCulture), zones);
        }

        return table;
    }
}
