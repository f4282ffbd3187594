using CallQueue.Cluster;
using CallQueue.Hosting;
using StackExchange.Redis;

namespace CallQueue.Records;

/// <summary>
/// Records in Redis: one hash for each actor, <c>callqueue/records/business/acme</c>, with two fields for each record, its bytes under its
/// name and its version under its name and '#'. A commit is one script over one key, so it is all or nothing on a Redis Cluster too.
/// </summary>
/// <param name="redis">The connection.</param>
/// <param name="serviceId">The first part of every key.</param>
internal sealed class RedisRecords(RedisConnections redis, string serviceId) : IRecordStore
{
    private const string AnyVersion = "*";

    /// <summary>Four arguments for each write: its name, the version it must have now, its next version (empty: it is deleted), its bytes. Answers the name and version that did not match.</summary>
    private const string Script =
        """
        for i = 1, #ARGV, 4 do
          if ARGV[i + 1] ~= '*' then
            local version = redis.call('HGET', KEYS[1], ARGV[i] .. '#') or ''
            if version ~= ARGV[i + 1] then return { ARGV[i], version } end
          end
        end
        for i = 1, #ARGV, 4 do
          if ARGV[i + 2] == '' then redis.call('HDEL', KEYS[1], ARGV[i], ARGV[i] .. '#')
          else redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 3], ARGV[i] .. '#', ARGV[i + 2]) end
        end
        return false
        """;

    private IDatabase? _database;

    /// <summary>The key of an actor's records.</summary>
    public static string KeyOf(string serviceId, string owner) => $"{serviceId}/records/{owner}";

    /// <summary>The field that holds a record's version.</summary>
    public static string VersionField(string name) => name + "#";

    /// <inheritdoc/>
    public async Task<StoredRecord?> LoadAsync(string owner, string name)
    {
        IDatabase database = await DatabaseAsync();
        RedisValue[] fields = await database.HashGetAsync(KeyOf(serviceId, owner), [name, VersionField(name)]);
        return fields[1].IsNull ? null : new StoredRecord((ReadOnlyMemory<byte>)fields[0], new RecordVersion(fields[1]));
    }

    /// <inheritdoc/>
    public async Task<RecordVersion[]> SaveAsync(string owner, IReadOnlyList<RecordWrite> batch)
    {
        var versions = new RecordVersion[batch.Count];
        var arguments = new RedisValue[4 * batch.Count];
        for (int i = 0; i < batch.Count; i++)
        {
            RecordWrite write = batch[i];
            if (write.Data is not null) versions[i] = new RecordVersion(WriteCount.After(write.Expected.GetValueOrDefault()));
            arguments[4 * i] = write.Name;
            arguments[(4 * i) + 1] = write.Expected is { } expected ? expected.Value ?? "" : AnyVersion;
            arguments[(4 * i) + 2] = versions[i].Value ?? "";
            arguments[(4 * i) + 3] = write.Data ?? ReadOnlyMemory<byte>.Empty;
        }

        IDatabase database = await DatabaseAsync();
        RedisResult refused = await database.ScriptEvaluateAsync(Script, [KeyOf(serviceId, owner)], arguments);
        if (!refused.IsNull) throw Conflict((string)refused[0]!, (string)refused[1]!);
        return versions;

        RecordConflictException Conflict(string name, string stored) => WriteCount.Conflict(name, batch.First(write => write.Name == name).Expected?.Value, stored, "Redis");
    }

    private async ValueTask<IDatabase> DatabaseAsync() => _database ??= (await redis.RecordsAsync()).Multiplexer.GetDatabase();
}
