using CallQueue.Hosting;
using CallQueue.Trunks;

namespace CallQueue.Simulation.Sabotages;

/// <summary>Planted bug: one session more is divided than the agent server has.</summary>
internal sealed class OneSessionTooMany(IActor inner) : WrappedActor(inner), ITrunk
{
    private readonly ITrunk _inner = (ITrunk)inner;

    public Task<TrunkNotice> AskAsync(AskTrunk request) => _inner.AskAsync(request);

    public Task<bool> ReportAsync(DialReport report) => _inner.ReportAsync(report is DialReport.AgentsAsked { Problem: null } asked ? asked with { Sessions = asked.Sessions + 1 } : report);

    public Task ReopenAsync() => _inner.ReopenAsync();

    public Task<TrunkSnapshot> GetAsync() => _inner.GetAsync();
}

/// <summary>Planted bug: a trunk that stopped allows no call that would find out whether the carrier accepts calls again.</summary>
internal sealed class NeverProbes(IActor inner) : WrappedActor(inner), ITrunk
{
    private readonly ITrunk _inner = (ITrunk)inner;

    public async Task<TrunkNotice> AskAsync(AskTrunk request) => await _inner.AskAsync(request) with { Probe = false };

    public Task<bool> ReportAsync(DialReport report) => _inner.ReportAsync(report);

    public Task ReopenAsync() => _inner.ReopenAsync();

    public Task<TrunkSnapshot> GetAsync() => _inner.GetAsync();
}

/// <summary>Planted bug: what the agent server had once counts for ever.</summary>
internal sealed class KeepsOldSessions(IActor inner) : WrappedActor(inner), ITrunk
{
    private readonly ITrunk _inner = (ITrunk)inner;
    private int _most;

    public Task<TrunkNotice> AskAsync(AskTrunk request) => _inner.AskAsync(request);

    public Task<bool> ReportAsync(DialReport report)
    {
        if (report is not DialReport.AgentsAsked asked) return _inner.ReportAsync(report);
        _most = Math.Max(_most, asked.Sessions);
        return _inner.ReportAsync(asked with { Sessions = _most, Problem = null });
    }

    public Task ReopenAsync() => _inner.ReopenAsync();

    public Task<TrunkSnapshot> GetAsync() => _inner.GetAsync();
}
