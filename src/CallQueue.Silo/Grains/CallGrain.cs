using CallQueue.Calls;
using CallQueue.Hosting.Local;
using Orleans.Concurrency;
using Orleans.Configuration;
using Orleans.Placement;

namespace CallQueue.Grains;

/// <summary>A call in the cluster.</summary>
[Alias("CallQueue.ICallGrain")]
public interface ICallGrain : ICall, IActorGrain;

/// <inheritdoc cref="ICallGrain"/>
/// <remarks>Lives where its business does, if it can: most of its messages go there.</remarks>
[Reentrant]
[GrainType(LocalActors.CallKind)]
[PreferLocalPlacement]
[CollectionAgeLimit(Minutes = 2)]
public sealed partial class CallGrain(ActorServices services) : ActorGrain<ICall>(services), ICallGrain;
