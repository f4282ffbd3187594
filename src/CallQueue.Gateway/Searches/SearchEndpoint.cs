using CallQueue.Outboxes;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CallQueue.Searches;

/// <summary>
/// GET /api/calls/search: calls by number, id, lead, campaign, run, state and time, wherever they are. Each request does a bounded
/// amount of work and says whether everything has been searched.
/// </summary>
internal static class SearchEndpoint
{
    private const string Path = "/api/calls/search";

    public static async Task<IResult> GetAsync(HttpContext http, IActors actors, TimeProvider time)
    {
        var problems = new FieldProblems();
        if (await SearchRequest.ReadAsync(http.Request, actors, problems) is not { } request) return Refusals.Invalid(problems);
        List<FoundCallView> calls = [];
        SearchCursor? next = null;
        if (request.Cursor is not { Queue: null })
        {
            (IReadOnlyList<FoundCallView> found, SearchPosition? rest) = await new QueueSearch(actors, request, time).RunAsync(request.Cursor?.Queue);
            calls.AddRange(found);
            if (rest is not null) next = new SearchCursor(rest, null);
        }

        string? note = null;
        if (next is null && (request.States.Places & CallPlaces.Ended) != 0 && http.RequestServices.GetService<ICallHistory>() is { } history)
        {
            LoggedPlace? place = request.Cursor is { Queue: null } ? request.Cursor.Log : null;
            int left = request.Rows - calls.Count;
            try
            {
                if (left == 0) next = new SearchCursor(null, place);
                else
                {
                    (IReadOnlyList<FoundCallView> logged, LoggedPlace? rest) = await new HistorySearch(actors, history, request).RunAsync(place, left);
                    calls.AddRange(logged);
                    if (rest is not null) next = new SearchCursor(null, rest);
                }
            }
            catch (SinkUnavailableException e)
            {
                note = $"the call log can't be searched now: {e.Message}";
                next = new SearchCursor(null, place);
            }
        }

        string? cursor = next?.Write();
        string? address = cursor is null ? null : $"{Path}?{QueryText.Again(http.Request, [Tenant.Field, .. SearchFields.All.Where(field => field != SearchFields.Cursor).Select(field => field.Name)])}cursor={cursor}";
        return TypedResults.Json(new SearchPage(calls, next is null, cursor, address, note is null ? null : [note]), GatewayJson.Context.SearchPage);
    }
}
