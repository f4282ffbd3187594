using CallQueue.Carriers;
using CallQueue.Cluster;
using CallQueue.Commands;
using CallQueue.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using StackExchange.Redis;

namespace CallQueue.Composition;

/// <summary>
/// Whether the calls that Redis keeps under a service id are real or a rehearsal's. The first process decides permanently, and
/// none of the other kind starts: what a rehearsal left waiting must never be phoned. Runs before the silo or client does.
/// </summary>
internal sealed partial class ClusterKind(
    ProcessOptions options, ChosenCarrier carrier, RedisConnections redis, IEnumerable<IMembershipTable> members, ILogger<ClusterKind> log, TimeProvider time) : IHostedService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private ClusterSettings Cluster => options.Cluster!;

    private RedisKey Key => $"{Cluster.ServiceId}/calls.kind";

    /// <exception cref="CommandException">Redis keeps calls of the other kind, rejects the password, or, for a silo, does not answer; or silos of an earlier version run.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        string kind = carrier.Kind.Name();
        string known;
        var reason = new RedisReason(() => RedisFailure.FindAsync(Cluster.Redis), time);
        while (true)
        {
            try
            {
                known = await ClaimAsync(kind);
                break;
            }
            catch (Exception e) when (e is RedisException or RedisTimeoutException)
            {
                if (await reason.NextAsync() is { } failure)
                {
                    if (failure.IsRefused) throw new CommandException(ExitCode.BadInput, failure.Sentence);
                    if (Cluster.Role.IsSilo()) throw new CommandException(ExitCode.DataUnusable, failure.Sentence);

                    // A gateway may be started before Redis.
                    NoRedis(failure.Sentence);
                }

                await Task.Delay(Pause, time, cancellationToken);
            }
        }

        bool isOfThisVersion = known.EndsWith(ClusterRecords.Mark, StringComparison.Ordinal);
        if (isOfThisVersion) known = known[..^ClusterRecords.Mark.Length];
        if (known == kind)
        {
            if (!Cluster.Role.IsSilo()) return;
            await CheckKeyAsync();
            if (!isOfThisVersion) await new ClusterRecords(Cluster, redis, members.First(), log, time).UpgradeAsync(Key, kind, cancellationToken);
            return;
        }

        throw new CommandException(
            ExitCode.BadInput,
            $"Redis keeps {known} calls under the service id '{Cluster.ServiceId}'; now calls would be {kind}. Use another Redis, or set CALLQUEUE_SERVICE_ID to another id.");
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<string> ClaimAsync(string kind)
    {
        IDatabase database = (await redis.RecordsAsync()).Multiplexer.GetDatabase();
        // Written only when missing: a full Redis refuses writes, and processes must start all the same.
        if ((string?)await database.StringGetAsync(Key) is { } known) return known;
        await database.StringSetAsync(Key, kind, when: When.NotExists);
        return (string?)await database.StringGetAsync(Key) ?? kind;
    }

    /// <summary>Only silos read records. The first one with a key stores a known text that it has encrypted.</summary>
    private async Task CheckKeyAsync()
    {
        const string Owner = "callqueue", Name = "data key";
        RecordCipher cipher = Cluster.Cipher;
        IDatabase database = (await redis.RecordsAsync()).Multiplexer.GetDatabase();
        RedisKey key = $"{Cluster.ServiceId}/data.key";
        byte[]? proof = await database.StringGetAsync(key);
        if (proof is null && !cipher.Encrypts) return;
        string whose = $"of the data that Redis keeps under the service id '{Cluster.ServiceId}'";
        if (!cipher.Encrypts) throw new CommandException(ExitCode.BadInput, $"CALLQUEUE_DATA_KEY is missing: it is needed because {whose[3..]} is encrypted. Set it to the key that was used before.");
        try
        {
            if (proof is not null) cipher.Open(Owner, Name, proof);
        }
        catch (StorageException e)
        {
            throw new CommandException(ExitCode.BadInput, $"CALLQUEUE_DATA_KEY (its id is {cipher.KeyId}) is not the key {whose}: {e.Message}. Set the right key; if you have changed it, set CALLQUEUE_DATA_KEY_FORMER to the one before.", e);
        }

        await database.StringSetAsync(key, cipher.Seal(Owner, Name, "callqueue data key"u8.ToArray()));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Reason} Trying again.")]
    private partial void NoRedis(string reason);
}
