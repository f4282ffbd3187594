using System.Net;

namespace CallQueue.Outgoing;

/// <summary>
/// Allowed targets of requests to URLs that tenants choose: public addresses, and those that an operator allows. Checked
/// twice: addresses written into the URL when it is set, every address when it is connected to.
/// </summary>
public sealed class OutgoingPolicy
{
    public const string Variable = "OUTGOING_ALLOW_PRIVATE";
    private const string Refusal = "must not point to a private or local address unless an operator allows it (" + Variable + ")";

    private readonly bool _allowsAll;
    private readonly HashSet<string> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<IPNetwork> _networks = [];

    private OutgoingPolicy(bool allowsAll) => _allowsAll = allowsAll;

    /// <summary>Public addresses only.</summary>
    public static OutgoingPolicy PublicOnly { get; } = new(allowsAll: false);

    /// <summary>
    /// From the text of the setting <see cref="Variable"/>: null, empty or <c>false</c>: public addresses only; <c>true</c>: any;
    /// else a comma list of host names, addresses and networks such as <c>10.1.0.0/16</c>.
    /// </summary>
    /// <param name="text">The setting's value.</param>
    /// <param name="problem">What is wrong with it, phrased to follow its name; null when nothing is.</param>
    public static OutgoingPolicy? Parse(string? text, out string? problem)
    {
        problem = null;
        string all = text?.Trim() ?? "";
        if (all.Length == 0 || all.Equals("false", StringComparison.OrdinalIgnoreCase)) return PublicOnly;
        if (all.Equals("true", StringComparison.OrdinalIgnoreCase)) return new OutgoingPolicy(allowsAll: true);
        var policy = new OutgoingPolicy(allowsAll: false);
        foreach (string item in all.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPNetwork.TryParse(item, out IPNetwork network)) policy._networks.Add(network);
            else if (IPAddress.TryParse(item, out IPAddress? address)) policy._networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else if (Uri.CheckHostName(item) == UriHostNameType.Dns) policy._hosts.Add(item);
            else problem ??= "must be true, false, or a comma list of host names, addresses and networks such as 10.1.0.0/16";
        }

        return problem is null ? policy : null;
    }

    /// <summary>The problem of a URL that does not depend on name resolution, or null. Most private targets are found only when connecting.</summary>
    public string? FindUrlProblem(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) || parsed.Scheme is not ("http" or "https")) return "must be an absolute http or https URL";
        string host = Bare(parsed.IdnHost);
        bool isLocalName = host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
        if (isLocalName) return _allowsAll || _hosts.Contains(host) ? null : Refusal;
        return IPAddress.TryParse(host, out IPAddress? address) && !Allows(host, address) ? Refusal : null;
    }

    /// <summary>Whether a connection to <paramref name="address"/>, which <paramref name="host"/> resolves to, is allowed.</summary>
    internal bool Allows(string host, IPAddress address)
    {
        if (_allowsAll || _hosts.Contains(Bare(host)) || PublicAddresses.Contains(address)) return true;
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return _networks.Exists(network => network.Contains(plain));
    }

    private static string Bare(string host) => host.Trim('[', ']').TrimEnd('.');
}
