using CallQueue.Trunks;

namespace CallQueue.Hosting.Local;

internal sealed class TrunkProxy(ITurns turns, ActorAddress address) : ActorProxy<ITrunk>(turns, address), ITrunk
{
    public Task<TrunkNotice> AskAsync(AskTrunk request) => Ask(t => t.AskAsync(request));

    public Task<bool> ReportAsync(DialReport report) => Ask(t => t.ReportAsync(report));

    public Task ReopenAsync() => Tell(t => t.ReopenAsync());

    public Task<TrunkSnapshot> GetAsync() => Ask(t => t.GetAsync());
}
