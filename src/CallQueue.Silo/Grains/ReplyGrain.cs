using CallQueue.Hosting.Local;
using CallQueue.Replies;
using Orleans.Concurrency;
using Orleans.Configuration;
using Orleans.Placement;

namespace CallQueue.Grains;

/// <summary>The grain of a stored answer.</summary>
[Alias("CallQueue.IReplyGrain")]
public interface IReplyGrain : IReply, IActorGrain;

/// <inheritdoc cref="IReplyGrain"/>
[Reentrant]
[GrainType(LocalActors.ReplyKind)]
[HashBasedPlacement]
[CollectionAgeLimit(Minutes = 2)]
public sealed partial class ReplyGrain(ActorServices services) : ActorGrain<IReply>(services), IReplyGrain;
