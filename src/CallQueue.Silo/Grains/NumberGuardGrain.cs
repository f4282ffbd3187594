using CallQueue.Cluster;
using CallQueue.Guards;
using CallQueue.Hosting.Local;
using CallQueue.Spreading;
using Orleans.Concurrency;
using Orleans.GrainDirectory;

namespace CallQueue.Grains;

/// <summary>The grain that clears a phone number before it is dialed.</summary>
[Alias("CallQueue.INumberGuardGrain")]
public interface INumberGuardGrain : INumberGuard, IActorGrain;

/// <inheritdoc cref="INumberGuardGrain"/>
[Reentrant]
[GrainDirectory(GrainDirectories.Stored)]
[PlacedWithBusiness]
[GrainType(LocalActors.NumberGuardKind)]
public sealed partial class NumberGuardGrain(ActorServices services) : ActorGrain<INumberGuard>(services), INumberGuardGrain;
