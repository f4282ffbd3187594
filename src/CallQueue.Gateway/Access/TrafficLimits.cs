using System.Net;

namespace CallQueue.Access;

/// <summary>
/// How much strangers, addresses and tenants may take of one process: what rate limits per key do not cover. All are counted per process, so
/// several gateways allow several times as much.
/// </summary>
public sealed record TrafficLimits
{
    /// <summary>
    /// Proxies in front of this process. Only of their connections is <c>X-Forwarded-For</c> believed; from anybody else it is a claim. Empty: the address
    /// of the connection counts.
    /// </summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>
    /// Requests per second and address at endpoints without a key, 1 to 1,000,000; twice as many may come at once. Of webhooks only those count that
    /// are not genuine. Default 100.
    /// </summary>
    public int OpenRequestsPerSecond { get; init; } = 100;

    /// <summary>Connections at once from one address, 1 to 10,000. This machine and trusted proxies are not limited. Default 500.</summary>
    public int ConnectionsPerAddress { get; init; } = 500;

    /// <summary>Event streams at once of one business, or of one operator's key, 1 to 10,000. Default 200.</summary>
    public int EventStreams { get; init; } = 200;

    /// <summary>Uploads of lists at once of one business, or of one operator's key, 1 to 100. Each takes its size on the disk. Default 4.</summary>
    public int Uploads { get; init; } = 4;

    /// <summary>Replies that are kept for an Idempotency-Key in 24 hours, for one business or one operator's key: 1 to 10,000,000. Default 100,000.</summary>
    public int KeptReplies { get; init; } = 100_000;

    /// <summary>MiB of accepted request bodies in 24 hours, of one business or one operator's key: 1 to 1,048,576. Default 16,384.</summary>
    public int MegabytesPerDay { get; init; } = 16_384;

    /// <summary>
    /// Networks from the text of a setting, a comma list of addresses and networks such as <c>10.0.0.0/8</c>; null when it is malformed, with the
    /// problem, phrased to follow its name.
    /// </summary>
    public static IReadOnlyList<IPNetwork>? ParseProxies(string? text, out string? problem)
    {
        List<IPNetwork> networks = [];
        problem = null;
        foreach (string item in (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPNetwork.TryParse(item, out IPNetwork network)) networks.Add(network);
            else if (IPAddress.TryParse(item, out IPAddress? address)) networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else problem ??= $"must be a comma list of addresses and networks such as 10.0.0.0/8; got '{item}'";
        }

        return problem is null ? networks : null;
    }

    /// <summary>Whether a connection comes from a trusted proxy.</summary>
    public bool IsTrusted(IPAddress? address) => address is not null && ClientAddress.Plain(address) is var plain && TrustedProxies.Any(network => network.Contains(plain));
}
