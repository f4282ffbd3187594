using CallQueue.Directories;
using CallQueue.Hosting.Local;
using Orleans.Concurrency;
using Orleans.Placement;

namespace CallQueue.Grains;

/// <summary>A directory in the cluster.</summary>
[Alias("CallQueue.IDirectoryGrain")]
public interface IDirectoryGrain : IDirectory, IActorGrain;

/// <inheritdoc cref="IDirectoryGrain"/>
[Reentrant]
[GrainType(LocalActors.DirectoryKind)]
[HashBasedPlacement]
public sealed class DirectoryGrain(ActorServices services) : ActorGrain<IDirectory>(services), IDirectoryGrain
{
    public Task<bool> AddAsync(string name) => Ask(d => d.AddAsync(name));

    public Task<bool> RemoveAsync(string name) => Ask(d => d.RemoveAsync(name));

    public Task<DirectoryPage> ListAsync(string? after, int count) => Ask(d => d.ListAsync(after, count));
}
