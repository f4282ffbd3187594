using System.Net;

namespace CallQueue.Keys;

/// <summary>What a new key may do, for how long, and from where.</summary>
/// <param name="Role">What it may do.</param>
/// <param name="Business">The only business it opens; null for an operator's key, and only for that.</param>
public sealed record KeyTerms(KeyRole Role, BusinessId? Business)
{
    /// <summary>The most networks of one key.</summary>
    public const int MaxNetworks = 32;

    /// <summary>When it ends by itself; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The networks that it may be used from, such as <c>10.0.0.0/8</c>; empty: from everywhere.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>The terms of a key for one business, or of an operator's.</summary>
    public static KeyTerms For(BusinessId? business) => new(business is null ? KeyRole.Operator : KeyRole.Business, business);

    /// <summary>Reads an address or a network in CIDR notation; null when it is neither.</summary>
    public static IPNetwork? NetworkOf(string text)
    {
        if (IPNetwork.TryParse(text, out IPNetwork network)) return network;
        return IPAddress.TryParse(text, out IPAddress? address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8) : null;
    }

    /// <summary>What is wrong with the role and the business together; null when nothing is.</summary>
    public string? FindProblem() => (Role, Business) switch
    {
        (KeyRole.Operator, not null) => "an operator key opens every business; name no business",
        (not KeyRole.Operator, null) => $"a key with the role {Role.Word()} needs its business",
        _ => null,
    };
}
