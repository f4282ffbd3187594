using CallQueue.Businesses.Ends;
using CallQueue.Businesses.State;
using CallQueue.Hosting;
using CallQueue.PagedLists;
using CallQueue.Runs;

namespace CallQueue.Businesses.Reading;

/// <summary>Lists runs: active ones from memory, ended ones from the pages of what is remembered, one page at a time.</summary>
internal sealed class RunReader(BusinessState state, Commits<BusinessRoot> pages)
{
    public async Task<RunList> ListAsync(ListRuns request, DateTimeOffset now)
    {
        bool isNowAsked = request.To is not { } to || to > now;
        List<ListedRun> found = [.. state.Runs.AsEnumerable().Reverse().Where(run => isNowAsked && IsAsked(request, run.Status))
            .Select(run => new ListedRun(run.Name, run.Status, null) { Progress = run.ToSnapshot() })];
        PagedListSnapshot<EndedThing> ended = state.Retained.Runs();
        await pages.SettledAsync();
        long total = found.Count;
        found = [.. found.Skip((int)Math.Min(request.Start, int.MaxValue)).Take(request.Count)];
        await foreach (EndedThing run in ended.ReadBackAsync(pages))
        {
            if (run.At < request.From) break;
            RunStatus status = run.Outcome == Outcome.Canceled ? RunStatus.Stopped : RunStatus.Completed;
            if (run.At >= request.To || !IsAsked(request, status)) continue;
            if (total++ >= request.Start && found.Count < request.Count) found.Add(new ListedRun(run.Name, status, run.At));
        }

        return new RunList(found, total);
    }

    private static bool IsAsked(ListRuns request, RunStatus status) => request.Statuses?.Contains(status) ?? true;
}
