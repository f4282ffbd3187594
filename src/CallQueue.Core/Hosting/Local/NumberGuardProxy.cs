using CallQueue.Guards;

namespace CallQueue.Hosting.Local;

internal sealed class NumberGuardProxy(ITurns turns, ActorAddress address) : ActorProxy<INumberGuard>(turns, address), INumberGuard;
