using CallQueue.Cluster;
using CallQueue.Evidence;
using CallQueue.Hosting.Local;
using Orleans.Concurrency;
using Orleans.GrainDirectory;
using Orleans.Placement;

namespace CallQueue.Grains;

/// <summary>The installation's signer in the cluster.</summary>
[Alias("CallQueue.ISignerGrain")]
public interface ISignerGrain : ISigner, IActorGrain;

/// <inheritdoc cref="ISignerGrain"/>
[Reentrant]
[GrainDirectory(GrainDirectories.Stored)]
[GrainType(LocalActors.SignerKind)]
[HashBasedPlacement]
public sealed partial class SignerGrain(ActorServices services) : ActorGrain<ISigner>(services), ISignerGrain;
