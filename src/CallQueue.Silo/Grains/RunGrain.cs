using CallQueue.Cluster;
using CallQueue.Hosting.Local;
using CallQueue.Runs;
using Orleans.Concurrency;
using Orleans.Placement;

namespace CallQueue.Grains;

/// <summary>A run in the cluster.</summary>
[Alias("CallQueue.IRunGrain")]
public interface IRunGrain : IRun, IActorGrain;

/// <inheritdoc cref="IRunGrain"/>
[Reentrant]
[GrainType(LocalActors.RunKind)]
[PreferLocalPlacement]
public sealed class RunGrain(ActorServices services) : ActorGrain<IRun>(services), IRunGrain
{
    public Task<BeginAnswer> BeginAsync(BeginRun request) => Ask(r => r.BeginAsync(request));

    public Task<long> ApplyAsync(RunNews news) => Ask(r => r.ApplyAsync(news));

    public Task<RunSnapshot?> GetAsync() => Ask(r => r.GetAsync());

    /// <summary>A watch must answer before its request would time out: the watcher asks again.</summary>
    public Task<RunSnapshot?> WatchAsync(long seenStamp, TimeSpan wait) =>
        Ask(r => r.WatchAsync(seenStamp, wait < ClusterProfile.LongestWatch ? wait : ClusterProfile.LongestWatch));

    public Task<IReadOnlyList<RunResult>> ResultsAsync(int from, int count) => Ask(r => r.ResultsAsync(from, count));

    public Task ForgetAsync() => Tell(r => r.ForgetAsync());
}
