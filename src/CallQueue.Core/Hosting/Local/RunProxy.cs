using CallQueue.Runs;

namespace CallQueue.Hosting.Local;

internal sealed class RunProxy(ITurns turns, ActorAddress address) : ActorProxy<IRun>(turns, address), IRun
{
    public Task<BeginAnswer> BeginAsync(BeginRun request) => Ask(r => r.BeginAsync(request));

    public Task<long> ApplyAsync(RunNews news) => Ask(r => r.ApplyAsync(news));

    public Task<RunSnapshot?> GetAsync() => Ask(r => r.GetAsync());

    public Task<RunSnapshot?> WatchAsync(long seenStamp, TimeSpan wait) => Ask(r => r.WatchAsync(seenStamp, wait));

    public Task<IReadOnlyList<RunResult>> ResultsAsync(int from, int count) => Ask(r => r.ResultsAsync(from, count));

    public Task ForgetAsync() => Tell(r => r.ForgetAsync());
}
