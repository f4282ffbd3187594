using CallQueue.Rosters;

namespace CallQueue.Hosting.Local;

internal sealed class RosterProxy(ITurns turns, ActorAddress address) : ActorProxy<IRoster>(turns, address), IRoster;
