using CallQueue.Businesses;
using CallQueue.Cluster;
using CallQueue.Hosting.Local;
using Orleans.Concurrency;
using Orleans.GrainDirectory;
using Orleans.Placement;

namespace CallQueue.Grains;

/// <summary>A business in the cluster.</summary>
[Alias("CallQueue.IBusinessGrain")]
public interface IBusinessGrain : IBusiness, IActorGrain;

/// <inheritdoc cref="IBusinessGrain"/>
[Reentrant]
[GrainDirectory(GrainDirectories.Redis)]
[GrainType(LocalActors.BusinessKind)]
[HashBasedPlacement]
public sealed partial class BusinessGrain(ActorServices services) : ActorGrain<IBusiness>(services), IBusinessGrain
{
    protected override bool MayBeReserved => true;
}
