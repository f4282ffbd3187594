using System.Globalization;
using PhoneNumbers;

namespace CallQueue.Numbers;

/// <summary>Makes Core's tables of countries and risks from the library's metadata.</summary>
internal static class NumberTables
{
    private const string Header = """
        # Made by NumberTablesTests (CallQueue.Numbers.Tests) from the metadata of libphonenumber; with UPDATE=1 it writes the file anew.

        """;

    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();

    private static IEnumerable<int> Codes => Library.GetSupportedCallingCodes().Order();

    /// <summary>ISO 3166 code: beginnings of its numbers. "+1" has what every country of calling code 1 shares.</summary>
    public static string Countries()
    {
        var rows = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (int code in Codes)
        {
            IReadOnlyList<string> regions = [.. Library.GetRegionCodesForCountryCode(code)];
            if (regions[0] == "001") continue;
            if (code == 1) AddNorthAmerica(regions, rows);
            else Add(rows, regions[0], Text(code));
            if (code == 1) continue;
            foreach (string region in regions.Skip(1)) foreach (string prefix in Own(region, code)) Add(rows, region, prefix);
        }

        return Header + string.Concat(rows.Select(row => $"{row.Key}: {string.Join(' ', row.Value)}\n"));
    }

    /// <summary>Kind: beginnings of its numbers, each with the lengths of such numbers, the country code included.</summary>
    public static string Risks()
    {
        string text = Header;
        text += $"premium: {string.Join(' ', Rows(metadata => metadata.PremiumRate))}\n";
        text += $"personal: {string.Join(' ', Rows(metadata => metadata.PersonalNumber))}\n";
        return text + "\n# Satellite and international networks, as the ITU assigned them (Recommendation E.164): Inmarsat, universal personal numbers, mobile satellite, networks, trials.\nsatellite: 870 878 881 882 883 888\n";
    }

    private static IEnumerable<string> Rows(Func<PhoneMetadata, PhoneNumberDesc> kind)
    {
        var all = new SortedDictionary<string, SortedSet<int>>(StringComparer.Ordinal);
        foreach (int code in Codes.Where(code => code is not (870 or 878 or 881 or 882 or 883 or 888)))
        {
            var own = new Dictionary<string, SortedSet<int>>(StringComparer.Ordinal);
            foreach (string region in Library.GetRegionCodesForCountryCode(code))
            {
                PhoneNumberDesc numbers = kind(region == "001" ? Library.GetMetadataForNonGeographicalRegion(code) : Library.GetMetadataForRegion(region));
                if (!numbers.HasNationalNumberPattern || numbers.NationalNumberPattern.Length == 0 || numbers.NationalNumberPattern == "NA") continue;
                foreach ((string prefix, int length) in PatternRanges.Of(numbers.NationalNumberPattern))
                {
                    if (!own.TryGetValue(prefix, out SortedSet<int>? lengths)) own.Add(prefix, lengths = []);
                    lengths.Add(length);
                }
            }

            PatternRanges.Shorten(own);
            foreach ((string prefix, SortedSet<int> lengths) in own) all.Add(Text(code) + prefix, new SortedSet<int>(lengths.Select(length => length + Text(code).Length)));
        }

        return all.Select(row => $"{row.Key}/{string.Join(',', row.Value)}");
    }

    /// <summary>Area codes: of the one country that has it, else of all of them.</summary>
    private static void AddNorthAmerica(IReadOnlyList<string> regions, SortedDictionary<string, SortedSet<string>> rows)
    {
        for (int area = 200; area < 1000; area++)
        {
            string prefix = Text(area);
            string? owner = regions.Skip(1).FirstOrDefault(region => Begins(region, prefix)) ?? (Begins(regions[0], prefix) ? regions[0] : null);
            if (owner is not null) Add(rows, owner, "1" + prefix);
        }

        Add(rows, "+1", "1");
    }

    private static bool Begins(string region, string area)
    {
        PhoneMetadata metadata = Library.GetMetadataForRegion(region);

        // A few numbers of an area code, such as 8001, do not make it one of that country.
        if (metadata.HasLeadingDigits) return PatternRanges.Of(metadata.LeadingDigits).Any(range => area.StartsWith(range.Prefix, StringComparison.Ordinal));
        return PatternRanges.Of(metadata.FixedLine.NationalNumberPattern).Any(range => range.Prefix.StartsWith(area, StringComparison.Ordinal) || area.StartsWith(range.Prefix, StringComparison.Ordinal));
    }

    /// <summary>Of a country that shares another's code: what begins only its numbers. Where the metadata does not say, they count as the other's.</summary>
    private static IEnumerable<string> Own(string region, int code)
    {
        PhoneMetadata metadata = Library.GetMetadataForRegion(region);
        if (metadata.HasLeadingDigits) return PatternRanges.Of(metadata.LeadingDigits).Select(range => Text(code) + range.Prefix);
        if (code != 44) return [];
        return new[] { metadata.FixedLine, metadata.Mobile }.SelectMany(numbers => PatternRanges.Of(numbers.NationalNumberPattern)).Select(range => Text(code) + range.Prefix);
    }

    private static void Add(SortedDictionary<string, SortedSet<string>> rows, string region, string prefix)
    {
        if (!rows.TryGetValue(region, out SortedSet<string>? prefixes)) rows.Add(region, prefixes = new SortedSet<string>(StringComparer.Ordinal));
        prefixes.Add(prefix);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
