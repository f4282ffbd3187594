using CallQueue.Cluster;
using CallQueue.Hosting.Local;
using CallQueue.Keys;
using Orleans.Concurrency;
using Orleans.GrainDirectory;
using Orleans.Placement;

namespace CallQueue.Grains;

/// <summary>A keyring in the cluster.</summary>
[Alias("CallQueue.IKeyringGrain")]
public interface IKeyringGrain : IKeyring, IActorGrain;

/// <inheritdoc cref="IKeyringGrain"/>
[Reentrant]
[GrainDirectory(GrainDirectories.Stored)]
[GrainType(LocalActors.KeyringKind)]
[HashBasedPlacement]
public sealed partial class KeyringGrain(ActorServices services) : ActorGrain<IKeyring>(services), IKeyringGrain;
