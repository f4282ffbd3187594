using System.Net;
using System.Net.Sockets;

namespace CallQueue.Outgoing;

/// <summary>Finds the addresses of a host name.</summary>
internal delegate Task<IPAddress[]> HostResolver(string host, CancellationToken cancellation);

/// <summary>Makes HTTP clients for URLs that a tenant chose.</summary>
internal static class OutgoingHttp
{
    private const int MostOfAnAnswer = 64 * 1024;

    /// <summary>
    /// A client that connects only to addresses that <paramref name="policy"/> allows: the name is resolved
    /// once for each connection, and the connection uses exactly the address that was checked. No proxy, no redirects, no cookies.
    /// </summary>
    public static HttpClient Create(OutgoingPolicy policy, HostResolver? resolver = null) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        MaxResponseHeadersLength = MostOfAnAnswer / 1024,
        MaxResponseDrainSize = MostOfAnAnswer,
        ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        ConnectCallback = (context, cancellation) => ConnectAsync(context.DnsEndPoint, policy, resolver ?? Dns.GetHostAddressesAsync, cancellation),
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint to, OutgoingPolicy policy, HostResolver resolver, CancellationToken cancellation)
    {
        IPAddress[] found = IPAddress.TryParse(to.Host, out IPAddress? literal) ? [literal] : await resolver(to.Host, cancellation);
        IPAddress[] allowed = Array.FindAll(found, address => policy.Allows(to.Host, address));
        if (allowed.Length == 0 && found.Length > 0) throw new ForbiddenAddressException();

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, to.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>All addresses of a host are private or local, and the operator has not allowed them.</summary>
internal sealed class ForbiddenAddressException() : Exception("the host's address is private or local, which is not allowed unless OUTGOING_ALLOW_PRIVATE permits it");
