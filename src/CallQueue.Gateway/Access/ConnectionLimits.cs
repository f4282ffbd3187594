using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace CallQueue.Access;

/// <summary>
/// Connections at once per address. One more is closed before a byte of it is read. Loopback and trusted proxies carry the connections of many, so
/// they are not limited. Thread-safe.
/// </summary>
internal sealed class ConnectionLimits(TrafficLimits limits)
{
    private readonly ConcurrentDictionary<string, int> _open = new(StringComparer.Ordinal);

    /// <summary>How many connections an address has.</summary>
    public int CountOf(IPAddress address) => _open.GetValueOrDefault(ClientAddress.NetworkOf(address));

    /// <summary>The middleware of a listening address.</summary>
    public ConnectionDelegate Use(ConnectionDelegate next) => async connection =>
    {
        IPAddress? address = (connection.RemoteEndPoint as IPEndPoint)?.Address;
        if (address is null || IPAddress.IsLoopback(ClientAddress.Plain(address)) || limits.IsTrusted(address))
        {
            await next(connection);
            return;
        }

        string network = ClientAddress.NetworkOf(address);
        try
        {
            if (_open.AddOrUpdate(network, 1, (_, count) => count + 1) > limits.ConnectionsPerAddress) connection.Abort(new ConnectionAbortedException("too many connections from one address"));
            else await next(connection);
        }
        finally
        {
            // Otherwise an address would use up its connections for ever, and be remembered for ever.
            if (_open.AddOrUpdate(network, 0, (_, count) => count - 1) <= 0) _open.TryRemove(KeyValuePair.Create(network, 0));
        }
    };
}
