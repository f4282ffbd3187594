using CallQueue.Documents;
using CallQueue.Problems;
using CallQueue.Requests;
using CallQueue.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CallQueue.Histories;

/// <summary>GET /api/history: what happened per minute, ten minutes or day, in a business or in one of its runs.</summary>
internal static class HistoryApi
{
    private const string Run = "run_id";
    private const string Resolution = "resolution";

    public static void MapHistory(this RouteGroupBuilder api) => api.MapGet("/history", GetAsync).WithTags("Queues")
        .Reads(Run, "Only this run; without it the whole business.")
        .Reads(Resolution, "minute (the last hour), ten_minutes (the last 48 hours) or day (the last 400 days, in UTC).", "minute", [.. HistoryWords.All])
        .WithSummary("Get what happened over time: dials, answers, outcomes, talk time, waiting calls and what held them back.")
        .Produces<HistoryView>().Refuses(StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> GetAsync(HttpContext http, IActors actors)
    {
        var problems = new FieldProblems();
        string word = http.Request.Query[Resolution] is [{ Length: > 0 } asked, ..] ? asked : HistoryWords.All[0];
        int resolution = HistoryWords.All.ToList().IndexOf(word);
        if (resolution < 0) problems.Add(Resolution, $"must be minute, ten_minutes or day{ShownValue.Got(word)}");
        if (Tenant.Of(http.Request, problems) is not { } business || problems.Count > 0) return Refusals.Invalid(problems);
        if (http.Request.Query[Run] is not [{ Length: > 0 } run, ..]) return Show(business, null, await actors.Business(business).HistoryAsync((HistoryResolution)resolution));
        return Identifier.IsValid(run, out _) && await actors.Run(new RunId(business, run)).HistoryAsync((HistoryResolution)resolution) is { } series
            ? Show(business, run, series)
            : Refusals.NotFound("run", run);
    }

    private static JsonHttpResult<HistoryView> Show(BusinessId business, string? run, HistorySeries series) =>
        TypedResults.Json(HistoryView.Of(business, run, series), GatewayJson.Context.HistoryView);
}
