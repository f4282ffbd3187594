using StackExchange.Redis;

namespace CallQueue.Cluster;

/// <summary>What Redis keeps when it stops.</summary>
/// <param name="Problem">Why queues could be lost; null when they are kept.</param>
/// <param name="Detail">What was found.</param>
public sealed record RedisPersistence(string? Problem, string Detail)
{
    /// <summary>Asks Redis. Throws what the connection throws, such as for a wrong password.</summary>
    public static async Task<RedisPersistence> LookAsync(ConfigurationOptions configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ConfigurationOptions once = configuration.Clone();
        once.AbortOnConnectFail = true;
        await using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(once);
        IServer server = redis.GetServers().First(one => one is { IsConnected: true, IsReplica: false });
        Dictionary<string, string> info = (await server.InfoAsync("persistence")).SelectMany(section => section).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        Dictionary<string, string> memory = (await server.InfoAsync("memory")).SelectMany(section => section).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        string policy = memory.GetValueOrDefault("maxmemory_policy", "noeviction");
        bool hasLog = info.GetValueOrDefault("aof_enabled") == "1";
        string detail = $"append-only file {(hasLog ? "on" : "off")}, eviction policy {policy}";
        string? problem = !hasLog ? "the append-only file is off: set 'appendonly yes' in Redis"
            : policy != "noeviction" ? $"the eviction policy is {policy}: set 'maxmemory-policy noeviction' in Redis, or queues are deleted when memory is short"
            : info.GetValueOrDefault("aof_last_write_status", "ok") != "ok" ? "the last write of the append-only file failed: look at the log of Redis"
            : null;
        return new RedisPersistence(problem, detail);
    }
}
