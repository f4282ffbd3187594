using CallQueue.Cluster;
using CallQueue.Commands;
using CallQueue.Records;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using StackExchange.Redis;

namespace CallQueue.Composition;

/// <summary>
/// The form in which Redis keeps records. The first silo of this version upgrades those of an earlier one, while no silo of that version runs; the others wait
/// for it. The mark is part of what earlier versions compare with the kind of their calls, so none of them starts over records that it would not find.
/// </summary>
internal sealed class ClusterRecords(ClusterSettings cluster, RedisClusterStore redis, IMembershipTable members, ILogger log, TimeProvider time)
{
    /// <summary>Follows the kind of the calls once records are in this version's form.</summary>
    public const string Mark = "; records of version 2";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Alive = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LockLasts = TimeSpan.FromMinutes(1);

    /// <summary>Completes when the records are in this version's form.</summary>
    /// <param name="kindMark">The name under which the calls' kind is stored, which has no mark yet.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="cancellation">The start is given up.</param>
    /// <exception cref="CommandException">Silos of the earlier version run.</exception>
    public async Task UpgradeAsync(string kindMark, string kind, CancellationToken cancellation)
    {
        IConnectionMultiplexer connection = (await redis.Connections.RecordsAsync()).Multiplexer;
        IDatabase database = connection.GetDatabase();
        var form = new RedisRecordsForm(connection, cluster.ServiceId, log);
        RedisKey kindKey = redis.KeyOf(kindMark), lockKey = redis.KeyOf("records.upgrade");
        while (await database.StringGetAsync(kindKey) != kind + Mark)
        {
            if (await database.LockTakeAsync(lockKey, cluster.SiloName, LockLasts))
            {
                if (await form.IsEarlierAsync())
                {
                    await CheckNobodyRunsAsync(cancellation);
                    await form.UpgradeAsync(() => database.LockExtendAsync(lockKey, cluster.SiloName, LockLasts), cancellation);
                }

                await database.StringSetAsync(kindKey, kind + Mark);
                await database.LockReleaseAsync(lockKey, cluster.SiloName);
                return;
            }

            await Task.Delay(Pause, time, cancellation);
        }
    }

    private async Task CheckNobodyRunsAsync(CancellationToken cancellation)
    {
        await members.InitializeMembershipTableAsync(tryInitTableVersion: true, cancellation);
        DateTime since = time.GetUtcNow().UtcDateTime - Alive;
        string[] running = [.. (await members.ReadAllAsync(cancellation)).Members.Select(row => row.Item1).Where(row => row.Status is not SiloStatus.Dead && row.IAmAliveTime > since).Select(row => row.SiloName)];
        if (running.Length == 0) return;
        throw new CommandException(
            ExitCode.DataUnusable,
            $"Silos of an earlier version are running, or were a minute ago: {string.Join(", ", running)}. This version keeps its records in another form, and the two can't run together. " +
            "Stop all silos, then start one of this version: it upgrades the records.");
    }
}
