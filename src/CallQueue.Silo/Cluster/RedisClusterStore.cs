using CallQueue.Records;
using Microsoft.Extensions.Hosting;
using Orleans.Clustering.Redis;
using Orleans.Configuration;
using Orleans.Hosting;
using StackExchange.Redis;

namespace CallQueue.Cluster;

/// <summary>Everything in Redis.</summary>
/// <param name="configuration">Where Redis is.</param>
/// <param name="serviceId">The first part of every key.</param>
internal sealed class RedisClusterStore(ConfigurationOptions configuration, string serviceId) : IClusterStore
{
    private readonly RedisConnections _redis = new(configuration);
    private IRecordStore? _records;

    public string Name => "Redis";

    public IRecordStore Records => _records ??= new RedisRecords(_redis, serviceId);

    /// <summary>The connections, for the upgrade of records of earlier versions.</summary>
    public RedisConnections Connections => _redis;

    /// <summary>The key of a mark.</summary>
    public RedisKey KeyOf(string mark) => $"{serviceId}/{mark}";

    public void AddTo(ISiloBuilder silo)
    {
        silo.UseRedisClustering(options =>
        {
            options.ConfigurationOptions = _redis.Configuration;
            options.CreateMultiplexer = _ => _redis.MembershipAsync();
        });
        silo.AddRedisGrainDirectory(GrainDirectories.Stored, (RedisGrainDirectoryOptions options) =>
        {
            options.ConfigurationOptions = _redis.Configuration;
            options.CreateMultiplexer = _ => _redis.RecordsAsync();
        });
        silo.UseRedisReminderService(options =>
        {
            options.ConfigurationOptions = _redis.Configuration;
            options.CreateMultiplexer = _ => _redis.RecordsAsync();
        });
    }

    public void AddTo(IClientBuilder client) => client.UseRedisClustering(options =>
    {
        options.ConfigurationOptions = _redis.Configuration;
        options.CreateMultiplexer = _ => _redis.MembershipAsync();
    });

    public async Task PrepareAsync(CancellationToken cancellation) => await _redis.RecordsAsync();

    public async Task<DateTimeOffset> AskTimeAsync()
    {
        IConnectionMultiplexer connection = (await _redis.RecordsAsync()).Multiplexer;
        IServer server = connection.GetServers().FirstOrDefault(one => one is { IsConnected: true, IsReplica: false })
            ?? throw new RedisConnectionException(ConnectionFailureType.UnableToConnect, "no server is connected");
        return new DateTimeOffset(await server.TimeAsync(), TimeSpan.Zero);
    }

    public async Task<byte[]?> FindMarkAsync(string name) => await (await DatabaseAsync()).StringGetAsync(KeyOf(name));

    public async Task SetMarkAsync(string name, byte[] value) => await (await DatabaseAsync()).StringSetAsync(KeyOf(name), value);

    public async Task<byte[]> ClaimMarkAsync(string name, byte[] value)
    {
        // Written only when missing: a full Redis refuses writes, and processes must start all the same.
        if (await FindMarkAsync(name) is { } known) return known;
        await (await DatabaseAsync()).StringSetAsync(KeyOf(name), value, when: When.NotExists);
        return await FindMarkAsync(name) ?? value;
    }

    public bool IsFailure(Exception e) => e is RedisException or RedisTimeoutException;

    public Task<StoreFailure> ExplainAsync(Exception e) => RedisFailure.FindAsync(configuration);

    /// <summary>Redis has answered, and the table does not exist.</summary>
    public bool IsTableLost(Exception e) => e is RedisClusteringException { InnerException: null };

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    private async Task<IDatabase> DatabaseAsync() => (await _redis.RecordsAsync()).Multiplexer.GetDatabase();
}
