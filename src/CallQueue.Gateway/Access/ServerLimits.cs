using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CallQueue.Access;

/// <summary>What one client may take of the server. Bodies have limits of their own at each endpoint.</summary>
public static class ServerLimits
{
    /// <summary>A body slower than this, after <see cref="SlowBodyGrace"/>, is cut off: bytes per second.</summary>
    public const double SlowestBody = 240;

    /// <summary>How long a body may take to get going.</summary>
    public static TimeSpan SlowBodyGrace { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Listens there, within limits.</summary>
    public static void ListenWithLimits(this KestrelServerOptions kestrel, IPEndPoint listen)
    {
        ArgumentNullException.ThrowIfNull(kestrel);
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestLineSize = 8 * 1024;
        kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        kestrel.Limits.MaxRequestHeaderCount = 100;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(SlowestBody, SlowBodyGrace);
        kestrel.Limits.MaxConcurrentConnections = 10_000;
        kestrel.Listen(listen);
    }
}
