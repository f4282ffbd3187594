using CallQueue.Calls;
using CallQueue.Searches;

namespace CallQueue.Runs;

/// <summary>Searches the results of a run, the last index first, page by page.</summary>
/// <param name="readAsync">Gives the results of a page that may have what is looked for; empty for any other.</param>
internal sealed class ResultSearch(RunRoot root, CallMatcher matcher, Func<int, Task<IReadOnlyList<RunResult>>> readAsync)
{
    /// <summary>Whether a result meets the criteria.</summary>
    /// <param name="isCampaign">The whole run belongs to the campaign.</param>
    public static bool IsMatch(CallMatcher matcher, RunResult result, bool isCampaign) =>
        matcher.Matches(result.To) && matcher.Matches(result.EndedAt) && matcher.Matches(result.Outcome) && (matcher.Asked.CarrierCall is null || result.CarrierCall == matcher.Asked.CarrierCall)
        && matcher.Matches(new SubmittedData(result.Name, result.CustomId, result.LeadId, result.CampaignId), isCampaign);

    public async Task<ResultsFound> RunAsync(SearchResults request)
    {
        bool isCampaign = matcher.IsCampaign(root.Data);
        int before = Math.Min(request.Before ?? root.Total, root.Total);
        List<RunResult> found = [];
        int pages = 0;
        while (before > 0)
        {
            if (pages >= request.Pages || found.Count >= request.Rows) return new ResultsFound(found, before, pages);
            int page = (before - 1) / RunRoot.PageLength;
            pages++;
            foreach (RunResult result in (await readAsync(page)).Reverse())
            {
                if (result.Index >= before || !IsMatch(matcher, result, isCampaign)) continue;
                if (found.Count >= request.Rows) return new ResultsFound(found, found[^1].Index, pages);
                found.Add(result);
            }

            before = page * RunRoot.PageLength;
        }

        return new ResultsFound(found, null, pages);
    }
}
