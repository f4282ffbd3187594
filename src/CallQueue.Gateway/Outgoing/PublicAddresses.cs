using System.Net;
using System.Net.Sockets;

namespace CallQueue.Outgoing;

/// <summary>No I/O: which addresses are public. All others may belong to a private network, or to this machine.</summary>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. ((string[])
        [
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // Within the public range of IPv6: protocol assignments with Teredo, documentation, and 6to4, which names an IPv4 address.
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        ]).Select(text => IPNetwork.Parse(text)),
    ];

    /// <summary>The public range of IPv6; loopback, link-local, unique local, multicast and NAT64 are outside.</summary>
    private static readonly IPNetwork PublicV6 = IPNetwork.Parse("2000::/3");

    public static bool Contains(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        bool isInRange = address.AddressFamily == AddressFamily.InterNetwork || PublicV6.Contains(address);
        return isInRange && !Array.Exists(NotPublic, network => network.Contains(address));
    }
}
