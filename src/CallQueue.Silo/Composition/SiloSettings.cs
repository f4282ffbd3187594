using System.Net;
using CallQueue.Access;
using CallQueue.CallLog;
using CallQueue.Carriers;
using CallQueue.Outgoing;
using StackExchange.Redis;

namespace CallQueue.Composition;

/// <summary>What one process of a cluster is made of, read from its environment.</summary>
internal sealed record SiloSettings
{
    public ServiceRole Role { get; init; } = ServiceRole.All;

    /// <summary>The application: records and reminders are stored under it, so it never changes.</summary>
    public string ServiceId { get; init; } = "callqueue";

    /// <summary>The running cluster: its members find each other under it.</summary>
    public string ClusterId { get; init; } = "callqueue";

    /// <summary>How this process is called in the membership, for operators.</summary>
    public required string SiloName { get; init; }

    /// <summary>Where other silos and gateways reach this silo.</summary>
    public IPAddress SiloAddress { get; init; } = IPAddress.Loopback;

    public int SiloPort { get; init; } = 11111;

    /// <summary>For clients of the cluster.</summary>
    public int GatewayPort { get; init; } = 30000;

    /// <summary>Where HTTP is served.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 8000);

    /// <summary>Redis, with reconnection switched on.</summary>
    public required ConfigurationOptions Redis { get; init; }

    /// <summary>Who may use the gateway; without an operator's key programs on this machine only.</summary>
    public AccessOptions Access { get; init; } = new();

    /// <summary>How long a stop may take, dials in progress and handing over together.</summary>
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
