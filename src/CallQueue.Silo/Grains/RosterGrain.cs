using CallQueue.Cluster;
using CallQueue.Hosting.Local;
using CallQueue.Rosters;
using CallQueue.Spreading;
using Orleans.Concurrency;
using Orleans.GrainDirectory;

namespace CallQueue.Grains;

/// <summary>Some of a business's contacts, in the cluster.</summary>
[Alias("CallQueue.IRosterGrain")]
public interface IRosterGrain : IRoster, IActorGrain;

/// <inheritdoc cref="IRosterGrain"/>
[Reentrant]
[GrainDirectory(GrainDirectories.Stored)]
[PlacedWithBusiness]
[GrainType(LocalActors.RosterKind)]
public sealed partial class RosterGrain(ActorServices services) : ActorGrain<IRoster>(services), IRosterGrain;
