using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CallQueue.Access;

/// <summary>
/// The address of a request's sender, for limits and logs. It never gives access: whether a program runs on this machine is decided by the
/// connection alone.
/// </summary>
internal static class ClientAddress
{
    private const string Forwarded = "X-Forwarded-For";

    /// <summary>
    /// The address of the connection; if that is a trusted proxy, the last address of X-Forwarded-For that is not one. Everything left of it was sent by the client
    /// and may be made up.
    /// </summary>
    public static IPAddress? Of(HttpContext http) => http.Features.Get<Known>() is { } known ? known.Address : Of(http, http.RequestServices.GetRequiredService<TrafficLimits>());

    /// <summary>The same for those that have the process's limits at hand: a request's services are a scope of their own.</summary>
    public static IPAddress? Of(HttpContext http, TrafficLimits limits)
    {
        if (http.Features.Get<Known>() is { } known) return known.Address;
        IPAddress? address = Find(http.Connection.RemoteIpAddress, http.Request.Headers[Forwarded].ToString(), limits);
        http.Features.Set(new Known(address));
        return address;
    }

    /// <summary>No I/O: the same of a connection and its header.</summary>
    public static IPAddress? Find(IPAddress? connection, string forwarded, TrafficLimits limits)
    {
        IPAddress? address = connection;
        ReadOnlySpan<char> rest = forwarded;
        while (limits.IsTrusted(address) && !rest.IsEmpty)
        {
            int comma = rest.LastIndexOf(',');
            if (!TryParse(rest[(comma + 1)..].Trim(), out IPAddress? before)) break;
            address = before;
            rest = comma < 0 ? [] : rest[..comma];
        }

        return address is null ? null : Plain(address);
    }

    /// <summary>What counts as one sender: an IPv4 address, or the /64 network of an IPv6 address, which has one owner.</summary>
    public static string NetworkOf(IPAddress? address)
    {
        if (address is null) return "";
        address = Plain(address);
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes(), 0, 8) : address.ToString();
    }

    /// <summary>An IPv4 address that came as IPv6, as IPv4.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <summary>An address, perhaps with a port, as some proxies write it.</summary>
    private static bool TryParse(ReadOnlySpan<char> text, out IPAddress? address)
    {
        if (IPAddress.TryParse(text, out address)) return true;
        if (!IPEndPoint.TryParse(text, out IPEndPoint? point)) return false;
        address = point.Address;
        return true;
    }

    private sealed record Known(IPAddress? Address);
}
