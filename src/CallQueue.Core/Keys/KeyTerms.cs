using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace CallQueue.Keys;

/// <summary>What a new key may do, for how long, and from where.</summary>
/// <param name="Role">What it may do.</param>
/// <param name="Business">The only business it opens; null for an operator's key, and only for that.</param>
public sealed record KeyTerms(KeyRole Role, BusinessId? Business)
{
    /// <summary>The bits before an IPv4 address within IPv6.</summary>
    private const int MappedBits = 96;

    /// <summary>The most networks of one key.</summary>
    public const int MaxNetworks = 32;

    /// <summary>When it ends by itself; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whether a business's key may take people off its do-not-call list. Operators' keys may without it.</summary>
    public bool RemovesOptOuts { get; init; }

    /// <summary>The networks that it may be used from, such as <c>10.0.0.0/8</c>; empty: from everywhere.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>The terms of a key for one business, or of an operator's.</summary>
    public static KeyTerms For(BusinessId? business) => new(business is null ? KeyRole.Operator : KeyRole.Business, business);

    /// <summary>
    /// Reads an address or a network in CIDR notation; null when it is neither. IPv4 within IPv6 (<c>::ffff:10.0.0.0/104</c>) is read as IPv4, as connections
    /// are; short and octal spellings of IPv4 (<c>10.1</c>, <c>010.0.0.1</c>) are refused, because programs read them differently.
    /// </summary>
    public static IPNetwork? NetworkOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IPNetwork.TryParse(text, out IPNetwork network)) return IsPlain(text, network.BaseAddress) ? Plain(network) : null;
        return IPAddress.TryParse(text, out IPAddress? address) && IsPlain(text, address) ? Plain(new IPNetwork(address, address.GetAddressBytes().Length * 8)) : null;
    }

    private static bool IsPlain(string text, IPAddress address) =>
        address.AddressFamily != AddressFamily.InterNetwork || text.Split('/')[0] == address.ToString();

    private static IPNetwork Plain(IPNetwork network) =>
        network.BaseAddress.IsIPv4MappedToIPv6 && network.PrefixLength >= MappedBits ? new IPNetwork(network.BaseAddress.MapToIPv4(), network.PrefixLength - MappedBits) : network;

    /// <summary>The terms as JSON, for the audit log.</summary>
    public string Describe()
    {
        var text = new JsonObject();
        if (Business is { } business) text["business_id"] = business.Value;
        else text["operator"] = true;
        if (Role != For(Business).Role) text["role"] = Role.Word();
        if (RemovesOptOuts) text["may_remove_opt_outs"] = true;
        if (ExpiresAt is { } expires) text["expires_at"] = expires.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture);
        if (Networks.Count > 0) text["allowed_from"] = new JsonArray([.. Networks.Select(network => (JsonNode)network)]);
        return text.ToJsonString();
    }

    /// <summary>What is wrong with the role, the business and the right together; null when nothing is.</summary>
    public string? FindProblem() => (Role, Business) switch
    {
        (KeyRole.Operator, not null) => "an operator key opens every business; name no business",
        (not KeyRole.Operator, null) => $"a key with the role {Role.Word()} needs its business",
        (KeyRole.SubmitOnly or KeyRole.ReadOnly, _) when RemovesOptOuts => $"a key with the role {Role.Word()} removes no opt-outs; choose the role business",
        _ => null,
    };
}
