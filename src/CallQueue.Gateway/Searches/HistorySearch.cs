using CallQueue.Runs;

namespace CallQueue.Searches;

/// <summary>Searches the call log for calls that their business no longer remembers.</summary>
internal sealed class HistorySearch(IActors actors, ICallHistory history, SearchRequest request)
{
    public async Task<(IReadOnlyList<FoundCallView> Calls, LoggedPlace? Next)> RunAsync(LoggedPlace? place, int count)
    {
        LoggedCalls logged = await history.FindAsync(request.Business, request.Asked, request.CustomId, place, count);
        Dictionary<string, Task<bool>> runs = new(StringComparer.Ordinal);
        bool[] isKept = await Task.WhenAll(logged.Calls.Select(IsKeptAsync));
        return ([.. logged.Calls.Where((_, i) => !isKept[i]).Select(FoundCallView.Of)], logged.Next);

        // What the business remembers was found there. A run remembers all its results.
        Task<bool> IsKeptAsync(LoggedCall call)
        {
            if (call.Run is not { } run) return IsCallKeptAsync(call.Name);
            if (!runs.TryGetValue(run, out Task<bool>? known)) runs.Add(run, known = IsRunKeptAsync(run));
            return known;
        }
    }

    private async Task<bool> IsRunKeptAsync(string run) => await actors.Run(new RunId(request.Business, run)).GetAsync() is not null;

    private async Task<bool> IsCallKeptAsync(string name) => await actors.Call(new CallId(request.Business, name)).GetAsync() is not null;
}
