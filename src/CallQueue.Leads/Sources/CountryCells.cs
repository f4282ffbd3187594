using System.Collections.Frozen;

namespace CallQueue.Leads.Sources;

/// <summary>The cell of a row that says where its number belongs. It also stays a variable, since messages may speak of the country.</summary>
internal static class CountryCells
{
    // A calling code says it more exactly than a country, so VICIdial's phone_code comes first.
    private static readonly FrozenDictionary<string, int> Names = new Dictionary<string, int>
    {
        ["phone_code"] = 0, ["phone_country"] = 1, ["country_code"] = 2, ["countrycode"] = 2, ["iso_country"] = 2, ["country"] = 3, ["country_region"] = 4, ["country/region"] = 4,
        ["mailing_country"] = 5, ["mailingcountry"] = 5, ["billing_country"] = 6, ["billingcountry"] = 6, ["business_country/region"] = 7, ["home_country/region"] = 8,
        ["address_1___country"] = 9,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Null when no such cell is filled.</summary>
    public static string? Find(IReadOnlyList<LeadCell> cells)
    {
        (string? found, int best) = (null, int.MaxValue);
        foreach (LeadCell cell in cells)
        {
            if (cell.Column != LeadColumn.Variable || !MayBe(cell.Header) || !Names.TryGetValue(Normalized(cell.Header), out int rank) || rank >= best || string.IsNullOrWhiteSpace(cell.Value)) continue;
            (found, best) = (cell.Value, rank);
        }

        return found;
    }

    /// <summary>Whether a name has one of the words that all these names have: most columns are passed over at once.</summary>
    private static bool MayBe(string header) => header.Contains("country", StringComparison.OrdinalIgnoreCase) || header.Contains("code", StringComparison.OrdinalIgnoreCase);

    private static string Normalized(string header) => header.Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
}
