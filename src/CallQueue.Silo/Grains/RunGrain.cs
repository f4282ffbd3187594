using CallQueue.Cluster;
using CallQueue.Hosting.Local;
using CallQueue.Runs;
using CallQueue.Spreading;
using Orleans.Concurrency;
using Orleans.GrainDirectory;

namespace CallQueue.Grains;

/// <summary>A run in the cluster.</summary>
[Alias("CallQueue.IRunGrain")]
public interface IRunGrain : IRun, IActorGrain;

/// <inheritdoc cref="IRunGrain"/>
[Reentrant]
[GrainDirectory(GrainDirectories.Stored)]
[GrainType(LocalActors.RunKind)]
[PlacedWithBusiness]
public sealed partial class RunGrain(ActorServices services) : ActorGrain<IRun>(services), IRunGrain
{
    /// <summary>A watch must answer before its request would time out: the watcher asks again.</summary>
    public Task<RunSnapshot?> WatchAsync(long seenStamp, TimeSpan wait) =>
        Ask(r => r.WatchAsync(seenStamp, wait < ClusterProfile.LongestWatch ? wait : ClusterProfile.LongestWatch));
}
