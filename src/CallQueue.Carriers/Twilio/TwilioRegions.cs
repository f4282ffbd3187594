using System.Collections.Frozen;

namespace CallQueue.Carriers.Twilio;

/// <summary>The hosts of Twilio's regions [docs/carrier-facts.md#twilio-credentials-and-regions].</summary>
public static class TwilioRegions
{
    /// <summary>The region of a host that names an edge alone.</summary>
    public const string Default = "us1";

    /// <summary>The edge that is in each region's own country.</summary>
    private static readonly FrozenDictionary<string, string> Edges = new Dictionary<string, string>
    {
        ["au1"] = "sydney", ["br1"] = "sao-paulo", ["de1"] = "frankfurt", ["ie1"] = "dublin", ["jp1"] = "tokyo", ["jp2"] = "osaka", ["sg1"] = "singapore", ["us1"] = "ashburn", ["us2"] = "umatilla",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The address of the API in a region, through an edge.</summary>
    /// <param name="region">Such as ie1; null: us1.</param>
    /// <param name="edge">Such as dublin; null: the region's own.</param>
    /// <returns>Null when the region is not one whose edge is known, so the edge must be named.</returns>
    public static string? BaseUrl(string? region, string? edge) =>
        (edge ?? Edges.GetValueOrDefault(region ?? Default)) is { } through ? $"https://api.{through}.{region ?? Default}.twilio.com" : null;
}
