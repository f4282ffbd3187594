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

// CallQueue.Generators writes the methods: one forward for each of the interface.

internal sealed partial class BusinessProxy(ITurns turns, ActorAddress address) : ActorProxy<IBusiness>(turns, address), IBusiness;

internal sealed partial class RunProxy(ITurns turns, ActorAddress address) : ActorProxy<IRun>(turns, address), IRun;

internal sealed partial class CallProxy(ITurns turns, ActorAddress address) : ActorProxy<ICall>(turns, address), ICall;

internal sealed partial class TrunkProxy(ITurns turns, ActorAddress address) : ActorProxy<ITrunk>(turns, address), ITrunk;

internal sealed partial class DirectoryProxy(ITurns turns, ActorAddress address) : ActorProxy<IDirectory>(turns, address), IDirectory;

internal sealed partial class KeyringProxy(ITurns turns, ActorAddress address) : ActorProxy<IKeyring>(turns, address), IKeyring;

internal sealed partial class ReplyProxy(ITurns turns, ActorAddress address) : ActorProxy<IReply>(turns, address), IReply;

internal sealed partial class ScheduleProxy(ITurns turns, ActorAddress address) : ActorProxy<ISchedule>(turns, address), ISchedule;

internal sealed partial class RosterProxy(ITurns turns, ActorAddress address) : ActorProxy<IRoster>(turns, address), IRoster;

internal sealed partial class NumberGuardProxy(ITurns turns, ActorAddress address) : ActorProxy<INumberGuard>(turns, address), INumberGuard;

internal sealed partial class ChosenIdsProxy(ITurns turns, ActorAddress address) : ActorProxy<IChosenIds>(turns, address), IChosenIds;

internal sealed partial class AuditTrailProxy(ITurns turns, ActorAddress address) : ActorProxy<IAuditTrail>(turns, address), IAuditTrail;

internal sealed partial class SignerProxy(ITurns turns, ActorAddress address) : ActorProxy<ISigner>(turns, address), ISigner;
