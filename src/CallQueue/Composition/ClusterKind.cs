using System.Text;
using CallQueue.Carriers;
using CallQueue.Cluster;
using CallQueue.Commands;
using CallQueue.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace CallQueue.Composition;

/// <summary>
/// Whether the calls that the cluster's store keeps under a service id are real or a rehearsal's. The first process decides permanently, and
/// none of the other kind starts: what a rehearsal left waiting must never be phoned. Also whether the store is fit for calls. Runs before the silo or client does.
/// </summary>
internal sealed partial class ClusterKind(
    ProcessOptions options, ChosenCarrier carrier, IClusterStore store, IEnumerable<IMembershipTable> members, ILogger<ClusterKind> log, TimeProvider time) : IHostedService
{
    private const string KindMark = "calls.kind";
    private const string KeyMark = "data.key";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private ClusterSettings Cluster => options.Cluster!;

    /// <exception cref="CommandException">The store keeps calls of the other kind, is not fit for calls, rejects the password, or, for a silo, does not answer; silos of an earlier version run; or the clock is wrong.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        string kind = carrier.Kind.Name();
        string known;
        var reason = new StoreReason(store.ExplainAsync, time);
        while (true)
        {
            try
            {
                await store.PrepareAsync(cancellationToken);
                await CheckClockAsync();
                known = Encoding.UTF8.GetString(await store.ClaimMarkAsync(KindMark, Encoding.UTF8.GetBytes(kind)));
                break;
            }
            catch (StoreRefusedException e)
            {
                throw new CommandException(ExitCode.DataUnusable, e.Message, e);
            }
            catch (Exception e) when (store.IsFailure(e))
            {
                if (await reason.NextAsync(e) is { } failure)
                {
                    if (failure.IsRefused) throw new CommandException(ExitCode.BadInput, failure.Sentence);
                    if (Cluster.Role.IsSilo()) throw new CommandException(ExitCode.DataUnusable, failure.Sentence);

                    // A gateway may be started before the store.
                    NoStore(failure.Sentence);
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
            if (!isOfThisVersion && store is RedisClusterStore redis) await new ClusterRecords(Cluster, redis, members.First(), log, time).UpgradeAsync(KindMark, kind, cancellationToken);
            return;
        }

        throw new CommandException(
            ExitCode.BadInput,
            $"{store.Name} keeps {known} calls under the service id '{Cluster.ServiceId}'; now calls would be {kind}. Use another {store.Name}, or set CALLQUEUE_SERVICE_ID to another id.");
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>All silos compare their clocks with the store's, so two of them differ by twice the limit at most.</summary>
    private async Task CheckClockAsync()
    {
        DateTimeOffset before = time.GetUtcNow();
        DateTimeOffset there = await store.AskTimeAsync();
        if (ClockSkew.Find(before, there, time.GetUtcNow()) is { } problem)
            throw new CommandException(ExitCode.DataUnusable, $"The clock of this machine is {problem} the clock of {store.Name}. Silos would take each other for dead, and calls would be late or early: set both by NTP.");
    }

    /// <summary>Only silos read records. The first one with a key stores a known text that it has encrypted.</summary>
    private async Task CheckKeyAsync()
    {
        const string Owner = "callqueue", Name = "data key";
        RecordCipher cipher = Cluster.Cipher;
        byte[]? proof = await store.FindMarkAsync(KeyMark);
        if (proof is null && !cipher.Encrypts) return;
        string whose = $"of the data that {store.Name} keeps under the service id '{Cluster.ServiceId}'";
        if (!cipher.Encrypts) throw new CommandException(ExitCode.BadInput, $"CALLQUEUE_DATA_KEY is missing: it is needed because {whose[3..]} is encrypted. Set it to the key that was used before.");
        try
        {
            if (proof is not null) cipher.Open(Owner, Name, proof);
        }
        catch (StorageException e)
        {
            throw new CommandException(ExitCode.BadInput, $"CALLQUEUE_DATA_KEY (its id is {cipher.KeyId}) is not the key {whose}: {e.Message}. Set the right key; if you have changed it, set CALLQUEUE_DATA_KEY_FORMER to the one before.", e);
        }

        await store.SetMarkAsync(KeyMark, cipher.Seal(Owner, Name, "callqueue data key"u8.ToArray()).ToArray());
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Reason} Trying again.")]
    private partial void NoStore(string reason);
}
