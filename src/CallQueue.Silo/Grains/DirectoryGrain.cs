using CallQueue.Cluster;
using CallQueue.Directories;
using CallQueue.Hosting.Local;
using Orleans.Concurrency;
using Orleans.GrainDirectory;
using Orleans.Placement;

namespace CallQueue.Grains;

/// <summary>A directory in the cluster.</summary>
[Alias("CallQueue.IDirectoryGrain")]
public interface IDirectoryGrain : IDirectory, IActorGrain;

/// <inheritdoc cref="IDirectoryGrain"/>
[Reentrant]
[GrainDirectory(GrainDirectories.Stored)]
[GrainType(LocalActors.DirectoryKind)]
[HashBasedPlacement]
public sealed partial class DirectoryGrain(ActorServices services) : ActorGrain<IDirectory>(services), IDirectoryGrain;
