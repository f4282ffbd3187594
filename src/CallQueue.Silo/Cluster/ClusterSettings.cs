using System.Net;
using CallQueue.Hosting;
using StackExchange.Redis;

namespace CallQueue.Cluster;

/// <summary>What makes a process a member, or a client, of a cluster.</summary>
internal sealed record ClusterSettings
{
    public ServiceRole Role { get; init; } = ServiceRole.All;

    /// <summary>The application: records and reminders are stored under it, so it never changes.</summary>
    public string ServiceId { get; init; } = "callqueue";

    /// <summary>The running cluster: its members find each other under it.</summary>
    public string ClusterId { get; init; } = "callqueue";

    /// <summary>The process's name in the membership, for operators.</summary>
    public required string SiloName { get; init; }

    /// <summary>Where other silos and gateways reach this silo.</summary>
    public IPAddress SiloAddress { get; init; } = IPAddress.Loopback;

    public int SiloPort { get; init; } = 11111;

    /// <summary>For clients of the cluster.</summary>
    public int GatewayPort { get; init; } = 30000;

    /// <summary>Encrypts the records.</summary>
    public RecordCipher Cipher { get; init; } = RecordCipher.None;

    /// <summary>Whether Orleans' dashboard is there.</summary>
    public bool HasDashboard { get; init; } = true;

    /// <summary>How the processes of the cluster encrypt what they send each other; null: they don't.</summary>
    public ClusterTls? Tls { get; init; }

    /// <summary>The connection string of PostgreSQL, with a password; null: everything is in Redis.</summary>
    public string? Postgres { get; init; }

    /// <summary>Redis, with reconnection switched on.</summary>
    public required ConfigurationOptions Redis { get; init; }

    /// <summary>Opens the store; connects when it is first used.</summary>
    public IClusterStore OpenStore() => Postgres is { } postgres ? new PostgresClusterStore(postgres, ServiceId, ClusterId) : new RedisClusterStore(Redis, ServiceId);

    /// <summary>Without the connections, which have passwords.</summary>
    public override string ToString() => $"{Role} {SiloName} of {ServiceId}/{ClusterId}";
}
