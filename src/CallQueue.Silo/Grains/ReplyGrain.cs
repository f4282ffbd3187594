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
public sealed class ReplyGrain(ActorServices services) : ActorGrain<IReply>(services), IReplyGrain
{
    public Task<ReplyStanding> BeginAsync(string token, string fingerprint) => Ask(r => r.BeginAsync(token, fingerprint));

    public Task FinishAsync(string token, KeptAnswer answer) => Tell(r => r.FinishAsync(token, answer));

    public Task DropAsync(string token) => Tell(r => r.DropAsync(token));
}
