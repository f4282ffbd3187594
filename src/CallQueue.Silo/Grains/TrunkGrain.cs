using CallQueue.Cluster;
using CallQueue.Hosting.Local;
using CallQueue.Trunks;
using Orleans.Concurrency;
using Orleans.GrainDirectory;
using Orleans.Placement;

namespace CallQueue.Grains;

/// <summary>A carrier account in the cluster.</summary>
[Alias("CallQueue.ITrunkGrain")]
public interface ITrunkGrain : ITrunk, IActorGrain;

/// <inheritdoc cref="ITrunkGrain"/>
[Reentrant]
[GrainDirectory(GrainDirectories.Stored)]
[GrainType(LocalActors.TrunkKind)]
[HashBasedPlacement]
public sealed partial class TrunkGrain(ActorServices services) : ActorGrain<ITrunk>(services), ITrunkGrain;
