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

namespace CallQueue.Hosting.Local;

/// <summary>References for hosts that run actors in their own process.</summary>
public sealed class LocalActors(ITurns turns) : IActors
{
    public const string BusinessKind = "business";
    public const string RunKind = "run";
    public const string CallKind = "call";
    public const string TrunkKind = "trunk";
    public const string DirectoryKind = "directory";
    public const string KeyringKind = "keyring";
    public const string ReplyKind = "reply";
    public const string ScheduleKind = "schedule";
    public const string RosterKind = "roster";
    public const string NumberGuardKind = "guard";
    public const string ChosenIdsKind = "ids";
    public const string AuditKind = "audit";
    public const string SignerKind = "signer";

    /// <summary>The key of the directory of businesses.</summary>
    public const string BusinessesKey = "businesses";

    /// <summary>The key of the directory of API keys.</summary>
    public const string KeysKey = "keys";

    /// <summary>The key of the directory of a business's schedules.</summary>
    public static string SchedulesKey(BusinessId business) => $"schedules{Identifier.Separator}{business}";

    public IBusiness Business(BusinessId id) => new BusinessProxy(turns, new ActorAddress(BusinessKind, id.Value));

    public IRun Run(RunId id) => new RunProxy(turns, new ActorAddress(RunKind, id.ToString()));

    public ICall Call(CallId id) => new CallProxy(turns, new ActorAddress(CallKind, id.ToString()));

    public ITrunk Trunk(TrunkId id) => new TrunkProxy(turns, new ActorAddress(TrunkKind, id.Value));

    public IDirectory Businesses => new DirectoryProxy(turns, new ActorAddress(DirectoryKind, BusinessesKey));

    public IDirectory Keys => new DirectoryProxy(turns, new ActorAddress(DirectoryKind, KeysKey));

    public IKeyring Keyring(string shard) => new KeyringProxy(turns, new ActorAddress(KeyringKind, shard));

    public IReply Reply(string key) => new ReplyProxy(turns, new ActorAddress(ReplyKind, key));

    public ISchedule Schedule(ScheduleId id) => new ScheduleProxy(turns, new ActorAddress(ScheduleKind, id.ToString()));

    public IDirectory Schedules(BusinessId business) => new DirectoryProxy(turns, new ActorAddress(DirectoryKind, SchedulesKey(business)));

    public IRoster Roster(RosterId id) => new RosterProxy(turns, new ActorAddress(RosterKind, id.ToString()));

    public INumberGuard Guard(GuardId id) => new NumberGuardProxy(turns, new ActorAddress(NumberGuardKind, id.ToString()));

    public IChosenIds ChosenIds(IdShard shard) => new ChosenIdsProxy(turns, new ActorAddress(ChosenIdsKind, shard.ToString()));

    public IAuditTrail Audit(AuditId id) => new AuditTrailProxy(turns, new ActorAddress(AuditKind, id.ToString()));

    public ISigner Signer => new SignerProxy(turns, new ActorAddress(SignerKind, ISigner.Key));
}
