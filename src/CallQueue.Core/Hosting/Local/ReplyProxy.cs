using CallQueue.Replies;

namespace CallQueue.Hosting.Local;

internal sealed class ReplyProxy(ITurns turns, ActorAddress address) : ActorProxy<IReply>(turns, address), IReply
{
    public Task<ReplyStanding> BeginAsync(string token, string fingerprint) => Ask(r => r.BeginAsync(token, fingerprint));

    public Task FinishAsync(string token, KeptAnswer answer) => Tell(r => r.FinishAsync(token, answer));

    public Task DropAsync(string token) => Tell(r => r.DropAsync(token));
}
