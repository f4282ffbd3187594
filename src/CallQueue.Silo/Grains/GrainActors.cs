using CallQueue.Audits;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.ChosenIds;
using CallQueue.Directories;
using CallQueue.Evidence;
using CallQueue.Guards;
using CallQueue.Hosting.Local;
using CallQueue.Keys;
using CallQueue.Replies;
using CallQueue.Rosters;
using CallQueue.Runs;
using CallQueue.Schedules;
using CallQueue.Trunks;

namespace CallQueue.Grains;

/// <summary>References to actors anywhere in the cluster.</summary>
internal sealed class GrainActors(IGrainFactory grains) : IActors
{
    public IBusiness Business(BusinessId id) => grains.GetGrain<IBusinessGrain>(id.Value);

    public IRun Run(RunId id) => grains.GetGrain<IRunGrain>(id.ToString());

    public ICall Call(CallId id) => grains.GetGrain<ICallGrain>(id.ToString());

    public ITrunk Trunk(TrunkId id) => grains.GetGrain<ITrunkGrain>(id.Value);

    public IDirectory Businesses => grains.GetGrain<IDirectoryGrain>(LocalActors.BusinessesKey);

    public IDirectory Keys => grains.GetGrain<IDirectoryGrain>(LocalActors.KeysKey);

    public IKeyring Keyring(string shard) => grains.GetGrain<IKeyringGrain>(shard);

    public IReply Reply(string key) => grains.GetGrain<IReplyGrain>(key);

    public ISchedule Schedule(ScheduleId id) => grains.GetGrain<IScheduleGrain>(id.ToString());

    public IDirectory Schedules(BusinessId business) => grains.GetGrain<IDirectoryGrain>(LocalActors.SchedulesKey(business));

    public IRoster Roster(RosterId id) => grains.GetGrain<IRosterGrain>(id.ToString());

    public INumberGuard Guard(GuardId id) => grains.GetGrain<INumberGuardGrain>(id.ToString());

    public IChosenIds ChosenIds(IdShard shard) => grains.GetGrain<IChosenIdsGrain>(shard.ToString());

    public IAuditTrail Audit(AuditId id) => grains.GetGrain<IAuditTrailGrain>(id.ToString());

    public ISigner Signer => grains.GetGrain<ISignerGrain>(ISigner.Key);
}
