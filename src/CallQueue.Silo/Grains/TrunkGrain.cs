using CallQueue.Hosting.Local;
using CallQueue.Trunks;
using Orleans.Concurrency;
using Orleans.Placement;

namespace CallQueue.Grains;

/// <summary>A carrier account in the cluster.</summary>
[Alias("CallQueue.ITrunkGrain")]
public interface ITrunkGrain : ITrunk, IActorGrain;

/// <inheritdoc cref="ITrunkGrain"/>
[Reentrant]
[GrainType(LocalActors.TrunkKind)]
[HashBasedPlacement]
public sealed class TrunkGrain(ActorServices services) : ActorGrain<ITrunk>(services), ITrunkGrain
{
    public Task<TrunkNotice> AskAsync(AskTrunk request) => Ask(t => t.AskAsync(request));

    public Task<bool> ReportAsync(DialReport report) => Ask(t => t.ReportAsync(report));

    public Task ReopenAsync() => Tell(t => t.ReopenAsync());

    public Task<TrunkSnapshot> GetAsync() => Ask(t => t.GetAsync());
}
