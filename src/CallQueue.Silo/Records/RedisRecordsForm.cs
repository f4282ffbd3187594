using System.Globalization;
using CallQueue.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace CallQueue.Records;

/// <summary>
/// Brings the records of versions before 0.2, a key for each, <c>callqueue/state/business/acme/root</c>, into the form of
/// <see cref="RedisRecords"/>. Only while no silo runs: neither form reads the other. May be repeated after it was interrupted.
/// </summary>
internal sealed partial class RedisRecordsForm(IConnectionMultiplexer redis, string serviceId, ILogger log)
{
    private const int BatchSize = 500;

    /// <summary>Keeps what there is: an interrupted upgrade may have brought the record, and its actor may have written it since.</summary>
    private const string Script =
        """
        if redis.call('HEXISTS', KEYS[1], ARGV[2]) == 0 then redis.call('HSET', KEYS[1], ARGV[1], ARGV[4], ARGV[2], ARGV[3]) end
        return false
        """;

    private readonly IDatabase _database = redis.GetDatabase();

    private string Prefix => $"{serviceId}/state/";

    /// <summary>Whether there are records in the earlier form.</summary>
    public async Task<bool> IsEarlierAsync()
    {
        await foreach (RedisKey _ in KeysAsync()) return true;
        return false;
    }

    /// <summary>Moves every record; logs its progress.</summary>
    /// <param name="goOnAsync">Asked after each batch whether this process still is the one that upgrades.</param>
    /// <param name="cancellation">Ends it between two batches.</param>
    /// <exception cref="StorageException">A record is damaged, or another process has taken over; what was moved stays so.</exception>
    public async Task UpgradeAsync(Func<Task<bool>> goOnAsync, CancellationToken cancellation)
    {
        long moved = 0;
        var batch = new List<Task>(BatchSize);
        await foreach (RedisKey key in KeysAsync())
        {
            cancellation.ThrowIfCancellationRequested();
            batch.Add(MoveAsync(key));
            if (batch.Count < BatchSize) continue;
            await FinishAsync();
        }

        await FinishAsync();

        async Task FinishAsync()
        {
            await Task.WhenAll(batch);
            moved += batch.Count;
            batch.Clear();
            Upgrading(moved);
            if (!await goOnAsync()) throw new StorageException("another process upgrades the records");
        }
    }

    private async Task MoveAsync(RedisKey key)
    {
        string text = key.ToString();
        int nameAt = text.LastIndexOf('/') + 1;
        string owner = text[Prefix.Length..(nameAt - 1)], name = text[nameAt..];
        if ((byte[]?)await _database.HashGetAsync(key, "data") is not { } stored) return; // Moved by an upgrade before this one.

        // A line break followed each record.
        if (stored is not [.., (byte)'\n']) throw new StorageException($"the record '{text}' has an invalid end; it was truncated or written by another program");
        string version = WriteCount.After(RecordVersion.None);
        RedisValue[] arguments = [name, RedisRecords.VersionField(name), version, stored.AsMemory(0, stored.Length - 1)];
        await _database.ScriptEvaluateAsync(Script, [RedisRecords.KeyOf(serviceId, owner)], arguments);
        await _database.KeyDeleteAsync(key);
    }

    private async IAsyncEnumerable<RedisKey> KeysAsync()
    {
        string pattern = string.Create(CultureInfo.InvariantCulture, $"{Prefix}*");
        foreach (IServer server in redis.GetServers().Where(server => server is { IsConnected: true, IsReplica: false }))
            await foreach (RedisKey key in server.KeysAsync(pattern: pattern, pageSize: 1000)) yield return key;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Upgrading the records in Redis: {Count} done")]
    private partial void Upgrading(long count);
}
