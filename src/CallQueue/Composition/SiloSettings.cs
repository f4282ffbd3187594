using System.Net;
using CallQueue.Access;
using CallQueue.CallLog;
using CallQueue.Carriers;
using CallQueue.Cluster;
using CallQueue.Outgoing;

namespace CallQueue.Composition;

/// <summary>The settings of one process of a cluster, read from its environment.</summary>
internal sealed record SiloSettings : ClusterSettings
{
    /// <summary>Where HTTP is served.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 8000);

    /// <summary>Who may use the gateway; without an operator key only programs on this machine.</summary>
    public AccessOptions Access { get; init; } = new();

    /// <summary>The time limit of a stop, including dials in progress and the handover.</summary>
    public TimeSpan ShutdownLimit { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>Where carriers reach the gateways.</summary>
    public string? PublicUrl { get; init; }

    public required CarrierChoice.Chosen Carrier { get; init; }

    public CallQueueOptions Options { get; init; } = new();

    /// <summary>Allowed targets of requests to URLs that tenants choose.</summary>
    public OutgoingPolicy Outgoing { get; init; } = OutgoingPolicy.PublicOnly;

    /// <summary>The call log's connection; null: no call log.</summary>
    public CallLogConnection? CallLog { get; init; }
}
