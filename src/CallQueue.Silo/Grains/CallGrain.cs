using CallQueue.Calls;
using CallQueue.Hosting.Local;
using CallQueue.Spreading;
using Orleans.Concurrency;
using Orleans.Configuration;

namespace CallQueue.Grains;

/// <summary>A call in the cluster.</summary>
[Alias("CallQueue.ICallGrain")]
public interface ICallGrain : ICall, IActorGrain;

/// <inheritdoc cref="ICallGrain"/>
/// <remarks>Begins where its business is, if it can: most of its messages go there.</remarks>
[Reentrant]
[GrainType(LocalActors.CallKind)]
[PlacedWithBusiness(Stays = true)]
[CollectionAgeLimit(Minutes = 2)]
public sealed partial class CallGrain(ActorServices services) : ActorGrain<ICall>(services), ICallGrain;
