using CallQueue.Businesses;
using CallQueue.Cluster;
using CallQueue.Hosting.Local;
using CallQueue.Spreading;
using Orleans.Concurrency;
using Orleans.GrainDirectory;

namespace CallQueue.Grains;

/// <summary>A business in the cluster.</summary>
[Alias("CallQueue.IBusinessGrain")]
public interface IBusinessGrain : IBusiness, IActorGrain;

/// <inheritdoc cref="IBusinessGrain"/>
[Reentrant]
[GrainDirectory(GrainDirectories.Stored)]
[GrainType(LocalActors.BusinessKind)]
[PlacedWithBusiness]
public sealed partial class BusinessGrain(ActorServices services) : ActorGrain<IBusiness>(services), IBusinessGrain
{
    protected override bool MayBeReserved => true;

    // A longer wait would end as a message without an answer.
    public Task<BusinessSnapshot> WatchAsync(string? seenStamp, TimeSpan wait) =>
        Ask(b => b.WatchAsync(seenStamp, wait < ClusterProfile.LongestWatch ? wait : ClusterProfile.LongestWatch));
}
