using CallQueue.Hosting;
using CallQueue.Trunks;

namespace CallQueue.Simulation.Sabotages;

/// <summary>Planted bug: a trunk that stopped allows no call that would find out whether the carrier accepts calls again.</summary>
internal sealed class NeverProbes(IActor inner) : WrappedActor(inner), ITrunk
{
    private readonly ITrunk _inner = (ITrunk)inner;

    public async Task<TrunkNotice> AskAsync(AskTrunk request) => await _inner.AskAsync(request) with { Probe = false };

    public Task<bool> ReportAsync(DialReport report) => _inner.ReportAsync(report);

    public Task ReopenAsync() => _inner.ReopenAsync();

    public Task<TrunkSnapshot> GetAsync() => _inner.GetAsync();
}
