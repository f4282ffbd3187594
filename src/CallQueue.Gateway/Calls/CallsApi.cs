using System.Globalization;
using CallQueue.Documents;
using CallQueue.Inputs;
using CallQueue.Previews;
using CallQueue.Requests;
using CallQueue.Searches;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CallQueue.Calls;

/// <summary>The calls family [S3]: one call, many calls, the state of a call and its reasons, and commands on it.</summary>
internal static class CallsApi
{
    public static void MapCalls(this RouteGroupBuilder api)
    {
        RouteGroupBuilder calls = api.MapGroup("/calls").WithTags("Calls");
        calls.MapPost("/queue", QueueCall.PostAsync).RepeatsItself().TakesJson(CallFields.QueueCall).WithSummary("Queue one call, for now or for a given time.")
            .Produces<QueuedCall>(StatusCodes.Status202Accepted).Refuses(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
        calls.MapPost("/bulk-queue", QueueBulk.PostAsync).RepeatsItself().TakesJson(CallFields.QueueBulk)
            .WithSummary("Queue many calls as one run. All of them are accepted, or none if one is invalid.")
            .Produces<QueuedRun>(StatusCodes.Status202Accepted).Produces<QueuedRun>()
            .Refuses(StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status422UnprocessableEntity);
        calls.MapGet("", CallLists.GetAsync).Reads("state", "The state of the calls.", "queued", "queued", "scheduled", "active", "completed", "failed").ReadsPage().WithSummary("List calls by state: queued, scheduled, active, completed or failed.")
            .Produces<CallsPage>().Refuses(StatusCodes.Status422UnprocessableEntity);
        calls.MapGet("/active", CallLists.ActiveAsync).ReadsPage().WithSummary("List calls that are ringing or in progress, with their age.")
            .Produces<ActiveCalls>().Refuses(StatusCodes.Status422UnprocessableEntity);
        calls.MapGet("/search", SearchEndpoint.GetAsync).Reads(SearchFields.All)
            .WithSummary("Search calls by number, id, lead, campaign, run, state and time, among waiting, live, ended and logged calls. Each answer does a bounded amount of work and says whether the search is complete.")
            .Produces<SearchPage>().Refuses(StatusCodes.Status422UnprocessableEntity);
        calls.MapOneCall();
    }

    /// <summary>The note for calls whose time was already in the past [S1.14]; null when there are none.</summary>
    public static IReadOnlyList<string>? PastNotes(int past, int total) => (past, total) switch
    {
        (0, _) => null,
        (_, 1) => ["scheduled_at is in the past; the call is queued now"],
        _ => [string.Create(CultureInfo.InvariantCulture, $"scheduled_at of {past} calls is in the past; they are queued now")],
    };

    private static void MapOneCall(this RouteGroupBuilder calls)
    {
        calls.MapGet("/{id}", CallStatusEndpoint.GetAsync).WithSummary("Get a call with all its attempts.")
            .Produces<CallView>().Refuses(StatusCodes.Status404NotFound);
        calls.MapGet("/{id}/status", CallStatusEndpoint.GetAsync).WithSummary("Get the state of a call, by its own id or by the id that its submitter chose.")
            .Produces<CallView>().Refuses(StatusCodes.Status404NotFound);
        calls.MapGet("/{id}/recording", RecordingEndpoint.GetAsync).Reads(RecordingEndpoint.Attempt).WithSummary("Hear the recording of a call.")
            .Produces<string>(contentType: RecordingEndpoint.Mp3).Refuses(StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity);
        calls.MapGet("/{id}/why", WhyEndpoint.GetAsync).WithSummary("Explain why a call is waiting, and when it is expected to be dialed.")
            .Produces<WhyView>().Refuses(StatusCodes.Status404NotFound);
        calls.MapPost("/{id}/cancel", (string id, HttpContext http, IActors actors) =>
                CallCommands.CancelAsync("call", id, http, actors, answer => Done(id, answer)))
            .Command<CallOrdered>("Cancel a call permanently. A live call is ended only with hang_up_live.", CallFields.Cancel).Previewed()
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        calls.MapPost("/{id}/retry", (string id, HttpContext http, IActors actors, TimeProvider time) =>
                CallCommands.RetryAsync("call", id, http, actors, time, answer => Done(id, answer)))
            .Command<CallOrdered>("Retry a call that ended without being completed.", CallFields.Command)
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        calls.MapPost("/{id}/priority", (string id, HttpContext http, IActors actors) =>
                CallCommands.MoveAsync(id, http, actors, (answer, priority) => Done(id, answer, priority)))
            .TakesJson(CallFields.Move).WithSummary("Move a waiting call to another priority.").Produces<CallOrdered>()
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
    }

    private static JsonHttpResult<CallOrdered> Done(string id, CallVerbAnswer answer, Priority? priority = null) => TypedResults.Json(
        new CallOrdered(id, CallCommands.WordsOf(answer).Call, answer.Result == CallVerbResult.Done, priority?.Word()), GatewayJson.Context.CallOrdered);
}
