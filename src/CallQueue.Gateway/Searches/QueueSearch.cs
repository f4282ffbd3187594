using CallQueue.Businesses;
using CallQueue.Calls;

namespace CallQueue.Searches;

/// <summary>Searches the calls that a business remembers, and completes what it finds from their records.</summary>
internal sealed class QueueSearch(IActors actors, SearchRequest request, TimeProvider time)
{
    private CallCriteria Asked => request.Asked;

    /// <summary>The next part, and where to continue; null when everything has been searched.</summary>
    public async Task<(IReadOnlyList<FoundCallView> Calls, SearchPosition? Next)> RunAsync(SearchPosition? position)
    {
        // A call with a chosen id is found without a search.
        if (request.CustomId is { } id) return (await NameCampaignsAsync([.. await FindAsync(id)]), null);
        SearchAnswer answer = await actors.Business(request.Business).SearchAsync(new SearchCalls(Asked, position, request.Rows));
        FoundCallView?[] calls = await Task.WhenAll(answer.Calls.DistinctBy(call => call.Name).Select(CompleteAsync));
        return (await NameCampaignsAsync([.. calls.OfType<FoundCallView>()]), answer.Next);
    }

    private async Task<IEnumerable<FoundCallView>> FindAsync(string id)
    {
        if (await CallFinder.FindAsync(actors, request.Business, id, time) is not { } call || !IsNamed(call, id) || !await MatchesAsync(call, call.EndedAt)) return [];
        FoundCallView found = FoundCallView.Of(call, null, null);
        return [call.Id.Name == id ? found : found with { CustomCallId = id }];
    }

    /// <summary>The calls with the campaign of their whole run, where they have none of their own.</summary>
    private async Task<IReadOnlyList<FoundCallView>> NameCampaignsAsync(FoundCallView[] calls)
    {
        Dictionary<string, string?> campaigns = new(StringComparer.Ordinal);
        foreach (string run in calls.Where(call => call is { CampaignId: null, RunId: not null }).Select(call => call.RunId!).Distinct(StringComparer.Ordinal))
            campaigns[run] = SubmittedData.Read((await actors.Run(new RunId(request.Business, run)).GetAsync())?.Data).CampaignId;
        return [.. calls.Select(call => call is { CampaignId: null, RunId: { } run } ? call with { CampaignId = campaigns[run] } : call)];
    }

    /// <summary>Whether its submitter chose that id: other calls have generated names. A call of a run that was found under another name has it from its submitter.</summary>
    private static bool IsNamed(CallFacts call, string id) =>
        call.Id.Name != id || call.IsChosen || (SubmittedData.Read(call.Spec?.Data).CustomId ?? call.Result?.CustomId) == id;

    private async Task<FoundCallView?> CompleteAsync(FoundCall found)
    {
        var id = new CallId(request.Business, found.Name);
        CallFacts? call = found.By switch
        {
            FoundBy.Queue => await CallFinder.CompleteAsync(actors, request.Business, found.Call!, time),
            FoundBy.Results => await actors.Call(id).GetAsync() is null ? CallFacts.Of(id, found.Result!) : await CallFinder.FindAsync(actors, request.Business, found.Name, time),
            _ => await CallFinder.FindAsync(actors, request.Business, found.Name, time),
        };
        DateTimeOffset? endedAt = call?.EndedAt ?? found.Result?.EndedAt ?? found.At ?? (found.Call?.Part is QueuePart.Completed or QueuePart.Failed ? found.Call.At : null);

        // The business has compared all but the finer states; the index has only the name.
        bool isMatch = call is not null && (found.By == FoundBy.Index ? await MatchesAsync(call, endedAt) : request.States.Has(call.Words.Call));
        return isMatch ? FoundCallView.Of(call!, found.Call, endedAt) : null;
    }

    private async Task<bool> MatchesAsync(CallFacts call, DateTimeOffset? endedAt)
    {
        PhoneNumber? to = call.Spec?.To ?? call.Result?.To;
        SubmittedData data = SubmittedData.Read(call.Spec?.Data);
        DateTimeOffset at = call.Status == CallStatus.Ended ? endedAt ?? time.GetUtcNow() : call.RetryAt ?? call.DialedAt ?? time.GetUtcNow();
        return request.States.Has(call.Words.Call)
            && (Asked.Number is null || to == Asked.Number)
            && (Asked.NumberEnding is not { } digits || to?.Digits.EndsWith(digits, StringComparison.Ordinal) == true)
            && (Asked.LeadId is null || (data.LeadId ?? call.Result?.LeadId) == Asked.LeadId)
            && (Asked.Run is null || call.Run == Asked.Run)
            && (Asked.CarrierCall is not { } carrier || call.CarrierCall == carrier || call.Attempts.Any(attempt => attempt.CarrierCall?.Value == carrier))
            && !(at < Asked.From) && !(at >= Asked.To)
            && (Asked.CampaignId is null || (data.CampaignId ?? call.Result?.CampaignId) == Asked.CampaignId || await IsCampaignAsync(call.Run));
    }

    private async Task<bool> IsCampaignAsync(string? run) =>
        run is not null && await actors.Run(new RunId(request.Business, run)).GetAsync() is { } known && SubmittedData.Read(known.Data).CampaignId == Asked.CampaignId;
}
