using CallQueue.Calls;
using CallQueue.Carriers;
using CallQueue.Documents;
using CallQueue.Problems;
using CallQueue.Requests;
using CallQueue.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace CallQueue.Lists;

/// <summary>POST /api/runs: a list of people as a whole.</summary>
internal static class ListsApi
{
    private const string CsvExample = "phone,name\n+12025550101,Ann\n+12025550102,Bo\n";
    private const string LinesExample = """
        {"phone":"+12025550101","name":"Ann"}
        {"phone":"+12025550102","name":"Bo"}
        """;

    public static void MapLists(this RouteGroupBuilder api) =>
        api.MapPost("/runs", (HttpContext http, IActors actors, ICarriers carriers, GatewayOptions options, TimeProvider time, ILogger<ProblemFilter> log) =>
                SubmitList.PostAsync(http, new ListServices(actors, carriers, options, time, log)))
            .WithTags("Runs").RepeatsItself().TakesJson(ListOptions.Body)
            .WithSummary("Queue a list of people as one run: CSV, JSON, JSON Lines, or a form with a file. All of them are accepted, or none if one is invalid. With dry_run=true nothing is stored, and the answer says what would be dialed.")
            .Reads(ListOptions.All)
            .AlsoTakes("text/csv", CsvExample).AlsoTakes("application/x-ndjson", LinesExample)
            .Produces<QueuedList>(StatusCodes.Status202Accepted).Produces<DryRun>()
            .Refuses(StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status422UnprocessableEntity, StatusCodes.Status429TooManyRequests);
}
