using CallQueue.Audits;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.ChosenIds;
using CallQueue.Directories;
using CallQueue.Evidence;
using CallQueue.Guards;
using CallQueue.Keys;
using CallQueue.Replies;
using CallQueue.Rosters;
using CallQueue.Runs;
using CallQueue.Schedules;
using CallQueue.Trunks;

namespace CallQueue;

/// <summary>References to actors by key. Getting one costs nothing; the first call activates the actor.</summary>
public interface IActors
{
    IBusiness Business(BusinessId id);

    IRun Run(RunId id);

    ICall Call(CallId id);

    ITrunk Trunk(TrunkId id);

    /// <summary>The businesses of the deployment that have stored anything.</summary>
    IDirectory Businesses { get; }

    /// <summary>The ids of all API keys that were ever made.</summary>
    IDirectory Keys { get; }

    /// <param name="shard">From <see cref="KeyText.ShardOf"/>.</param>
    IKeyring Keyring(string shard);

    /// <param name="key">A digest of whose request it is and of the name that its sender gave it: letters and digits.</param>
    IReply Reply(string key);

    ISchedule Schedule(ScheduleId id);

    /// <summary>The names of a business's schedules.</summary>
    IDirectory Schedules(BusinessId business);

    IRoster Roster(RosterId id);

    INumberGuard Guard(GuardId id);

    /// <summary>The ids that submitters chose for calls of runs.</summary>
    IChosenIds ChosenIds(IdShard shard);

    /// <summary>Who changed what, of one business or of the deployment.</summary>
    IAuditTrail Audit(AuditId id);

    /// <summary>Signs for the installation.</summary>
    ISigner Signer { get; }
}
