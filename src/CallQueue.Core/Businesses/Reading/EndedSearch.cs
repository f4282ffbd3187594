using CallQueue.Businesses.Ends;
using CallQueue.Businesses.Queues;
using CallQueue.Businesses.State;
using CallQueue.Calls;
using CallQueue.Hosting;
using CallQueue.PagedLists;
using CallQueue.Runs;
using CallQueue.Searches;

namespace CallQueue.Businesses.Reading;

/// <summary>
/// The part of a search through calls that have ended. Those looked for by number, lead or carrier's id are in the index. Others, and
/// what ended before there was an index, are searched in the results of runs and in the lists of ended calls.
/// </summary>
internal sealed class EndedSearch(BusinessState state, Commits<BusinessRoot> pages, IActorContext context, CallMatcher matcher, SearchWalk walk)
{
    private CallCriteria Asked => matcher.Asked;

    /// <summary>Searches on in one phase; null when it is complete.</summary>
    public async Task<SearchPosition?> StepAsync(SearchPosition at)
    {
        bool asksEnded = matcher.IsIn(CallPlaces.Ended);
        if (at.Phase == SearchPhase.Index) return matcher.Key is { } key && (asksEnded || Asked.CarrierCall is not null) ? await new IndexSearch(state, pages, walk).RunAsync(at, key, Asked.Run) : null;
        if (!asksEnded || Scanned() is not { } scanned) return null;
        return at.Phase switch
        {
            SearchPhase.Results => await ResultsAsync(at, scanned),
            SearchPhase.EndedRuns when Asked.Run is null => await EndedRunsAsync(at, scanned),
            SearchPhase.Alone when Asked.Run is null && !(scanned.Asked.To <= OldestAlone) => await AloneAsync(at, scanned),
            _ => null,
        };
    }

    /// <summary>Calls outside any run that ended earlier are forgotten.</summary>
    private DateTimeOffset OldestAlone => context.Time.GetUtcNow() - state.Settings.Retention.Age;

    /// <summary>The calls that the index does not have; null when it has all.</summary>
    private CallMatcher? Scanned()
    {
        if (matcher.Key is null || state.Index.Since is not { } since) return matcher;
        return since == DateTimeOffset.MinValue || Asked.From >= since ? null : new CallMatcher(Asked with { To = Asked.To < since ? Asked.To : since });
    }

    /// <summary>Active runs, the newest first; or the one run that is asked for, in whatever state.</summary>
    private async Task<SearchPosition?> ResultsAsync(SearchPosition at, CallMatcher scanned)
    {
        (int Ordinal, string Name)[] runs = Asked.Run is { } one
            ? [(0, one)]
            : [.. state.Runs.Where(run => !(run.Ordinal > at.Ordinal) && !(run.FilledAt >= scanned.Asked.To)).OrderByDescending(run => run.Ordinal).Select(run => (run.Ordinal, run.Name))];
        foreach ((int ordinal, string name) in runs)
        {
            int? before = name == at.Run ? at.Before : null;
            if (!walk.HasRoom) return at with { Ordinal = ordinal, Run = name, Before = before };
            if (await RunAsync(name, before, scanned) is { } next) return at with { Ordinal = ordinal, Run = name, Before = next };
        }

        return null;
    }

    private async Task<SearchPosition?> EndedRunsAsync(SearchPosition at, CallMatcher scanned)
    {
        PagedListSnapshot<EndedThing> ended = state.Retained.Runs();
        await pages.SettledAsync();
        (string? name, int? before, bool isOver) = (null, null, false);
        SearchPosition? rest = await ListSearch.RunAsync(at, [(0L, ended)], pages, PageFilter.None, walk, async run =>
        {
            // In the order of time: all others ended earlier.
            isOver = run.At < scanned.Asked.From;
            if (isOver || !walk.HasRoom) return false;
            if (run.Began >= scanned.Asked.To) return true;
            before = await RunAsync(run.Name, run.Name == at.Run ? at.Before : null, scanned);
            name = before is null ? null : run.Name;
            return before is null;
        });
        return isOver || rest is null ? null : rest with { Run = name, Before = before };
    }

    /// <summary>Searches on in the results of one run; where to continue, or null when it is complete.</summary>
    private async Task<int?> RunAsync(string name, int? before, CallMatcher scanned)
    {
        if (!Identifier.IsValid(name, out _)) return null;
        ActiveRun? active = state.FindRun(name);
        bool isCampaign = scanned.IsCampaign(active?.Template?.Data);

        // Ends of which the run has not been notified yet; of some it may be notified meanwhile.
        RunResult[] untold = [.. (active?.UntoldEnds ?? []).Where(end => !(end.Index >= before) && ResultSearch.IsMatch(scanned, end, isCampaign))];
        await pages.SettledAsync();
        var id = new RunId(state.Id, name);
        ResultsFound found = await context.Actors.Run(id).SearchAsync(new SearchResults(scanned.Asked, before, walk.RowsLeft, walk.PagesLeft));
        walk.TryRead(found.Pages);
        RunResult[] all = [.. found.Results.Concat(untold.Where(end => !(end.Index < found.Next))).DistinctBy(end => end.Index).OrderByDescending(end => end.Index)];
        RunResult[] taken = all[..Math.Min(walk.RowsLeft, all.Length)];
        foreach (RunResult result in taken) walk.Add(new FoundCall(CallId.OfRun(id, result.Index).Name, FoundBy.Results) { Result = result });
        return taken.Length < all.Length ? taken[^1].Index : found.Next;
    }

    private async Task<SearchPosition?> AloneAsync(SearchPosition at, CallMatcher scanned)
    {
        (long, PagedListSnapshot<EndedThing>)[] lists = [.. state.Retained.Calls().Select((list, order) => ((long)order, list))];
        await pages.SettledAsync();
        return await ListSearch.RunAsync(at, lists, pages, PageFilter.None, walk, async ended =>
        {
            if (ended.InRun || !scanned.Matches(ended.At) || !scanned.Matches(ended.Outcome) || state.Retained.IsReopened(ended)) return true;
            if (!walk.HasRoom || !walk.TryRead()) return false;
            CallSnapshot? call = await context.Actors.Call(new CallId(state.Id, ended.Name)).GetAsync();
            bool isAlone = call is { Status: CallStatus.Ended, Spec.Run: null };
            if (isAlone && scanned.Matches(call!.Spec.To) && scanned.Matches(call) && scanned.Matches(SubmittedData.Read(call.Spec.Data), false))
            {
                QueuePart part = call.Outcome == Outcome.Completed ? QueuePart.Completed : QueuePart.Failed;
                walk.Add(new FoundCall(ended.Name, FoundBy.Queue) { Call = new ListedCall(part, ended.Name, null, null, ended.At, null, ended.Outcome) });
            }

            return true;
        });
    }
}
