using System.Net;
using CallQueue.Access;
using CallQueue.CallLog;
using CallQueue.Carriers;
using CallQueue.Cluster;
using CallQueue.Outgoing;

namespace CallQueue.Composition;

/// <summary>What one process of a cluster is made of, read from its environment.</summary>
internal sealed record SiloSettings : ClusterSettings
{
    /// <summary>Where HTTP is served.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 8000);

    /// <summary>Who may use the gateway; without an operator's key programs on this machine only.</summary>
    public AccessOptions Access { get; init; } = new();

    /// <summary>How long a stop may take, dials under way and handing over together.</summary>
    public TimeSpan ShutdownLimit { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>Where carriers reach the gateways.</summary>
    public string? PublicUrl { get; init; }

    public required CarrierChoice.Chosen Carrier { get; init; }

    public CallQueueOptions Options { get; init; } = new();

    /// <summary>Where requests may go whose URL a tenant chose.</summary>
    public OutgoingPolicy Outgoing { get; init; } = OutgoingPolicy.PublicOnly;

    /// <summary>Where each ended call gets a row; null: nowhere.</summary>
    public CallLogConnection? CallLog { get; init; }
}
