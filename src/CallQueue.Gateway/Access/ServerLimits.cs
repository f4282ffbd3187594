using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CallQueue.Access;

/// <summary>Limits per client. Bodies have their own limits at each endpoint.</summary>
public static class ServerLimits
{
    /// <summary>The minimum rate of a body in bytes per second; after <see cref="SlowBodyGrace"/> slower requests are aborted.</summary>
    public const double SlowestBody = 240;

    /// <summary>The time before <see cref="SlowestBody"/> applies.</summary>
    public static TimeSpan SlowBodyGrace { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Limits the connections of each address, at every address that is listened on from now on.</summary>
    public static void LimitConnections(this KestrelServerOptions kestrel, TrafficLimits limits)
    {
        ArgumentNullException.ThrowIfNull(kestrel);
        ArgumentNullException.ThrowIfNull(limits);
        var connections = new ConnectionLimits(limits);
        kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(connections.Use));
    }

    /// <summary>Listens there, with these limits.</summary>
    /// <param name="kestrel">The server.</param>
    /// <param name="listen">The address of everything; null: none.</param>
    /// <param name="webhooks">One more address, which serves carriers' webhooks and probes only (<see cref="WebhookAddress"/>); null: none.</param>
    /// <param name="probes">One more address, which serves probes and metrics only (<see cref="ProbeAddress"/>); null: none.</param>
    public static void ListenWithLimits(this KestrelServerOptions kestrel, IPEndPoint? listen, IPEndPoint? webhooks = null, IPEndPoint? probes = null)
    {
        ArgumentNullException.ThrowIfNull(kestrel);
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestLineSize = 8 * 1024;
        kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        kestrel.Limits.MaxRequestHeaderCount = 100;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(SlowestBody, SlowBodyGrace);
        kestrel.Limits.MaxConcurrentConnections = 10_000;
        if (listen is not null) kestrel.Listen(listen);
        if (webhooks is not null) kestrel.Listen(webhooks, options => options.IsForWebhooks());
        if (probes is not null) kestrel.Listen(probes, options => options.IsForProbes());
    }
}
