using System.Globalization;
using CallQueue.Documents;
using CallQueue.Inputs;
using CallQueue.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CallQueue.Calls;

/// <summary>The calls family [S3]: one call, many calls, how a call stands and why, and orders about it.</summary>
internal static class CallsApi
{
    public static void MapCalls(this RouteGroupBuilder api)
    {
        RouteGroupBuilder calls = api.MapGroup("/calls").WithTags("Calls");
        calls.MapPost("/queue", QueueCall.PostAsync).RepeatsItself().TakesJson<QueueCallBody>().WithSummary("Queue one call, now or at a time.")
            .Produces<QueuedCall>(StatusCodes.Status202Accepted).Refuses(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
        calls.MapPost("/bulk-queue", QueueBulk.PostAsync).RepeatsItself().TakesJson<QueueBulkBody>()
            .WithSummary("Queue many calls as one run: all of them, or none when one is wrong.")
            .Produces<QueuedRun>(StatusCodes.Status202Accepted).Produces<QueuedRun>()
            .Refuses(StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status422UnprocessableEntity);
        calls.MapGet("", CallLists.GetAsync).Reads("state", "queued (default), scheduled, active, completed or failed.").ReadsPage().WithSummary("Calls by state: queued, scheduled, active, completed or failed.")
            .Produces<CallsPage>().Refuses(StatusCodes.Status422UnprocessableEntity);
        calls.MapGet("/active", CallLists.ActiveAsync).ReadsPage().WithSummary("Calls that ring or are talking, with their age.")
            .Produces<ActiveCalls>().Refuses(StatusCodes.Status422UnprocessableEntity);
        calls.MapOneCall();
    }

    /// <summary>What to tell a submitter of calls whose time had passed [S1.14]; null when there are none.</summary>
    public static IReadOnlyList<string>? PastNotes(int past, int total) => (past, total) switch
    {
        (0, _) => null,
        (_, 1) => ["scheduled_at is in the past: the call is queued now"],
        _ => [string.Create(CultureInfo.InvariantCulture, $"scheduled_at of {past} calls is in the past: they are queued now")],
    };

    private static void MapOneCall(this RouteGroupBuilder calls)
    {
        calls.MapGet("/{id}", CallStatusEndpoint.GetAsync).WithSummary("A call with all its attempts.")
            .Produces<CallView>().Refuses(StatusCodes.Status404NotFound);
        calls.MapGet("/{id}/status", CallStatusEndpoint.StatusAsync).WithSummary("How a call stands, by its own id or by the one its submitter chose.")
            .Produces<CallView>().Refuses(StatusCodes.Status404NotFound);
        calls.MapGet("/{id}/why", WhyEndpoint.GetAsync).WithSummary("What holds a call back, and when it is expected to be dialed.")
            .Produces<WhyView>().Refuses(StatusCodes.Status404NotFound);
        calls.MapPost("/{id}/cancel", (string id, HttpContext http, IActors actors) =>
                CallOrders.CancelAsync("call", id, http, actors, answer => Done(id, answer)))
            .Order<CallOrdered, CancelBody>("Cancel a call for good. A live one is only ended with hang_up_live.")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        calls.MapPost("/{id}/retry", (string id, HttpContext http, IActors actors) =>
                CallOrders.RetryAsync("call", id, http, actors, answer => Done(id, answer)))
            .Order<CallOrdered, OrderBody>("Dial a call once more that ended without being completed.")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        calls.MapPost("/{id}/priority", (string id, HttpContext http, IActors actors) =>
                CallOrders.MoveAsync(id, http, actors, (answer, priority) => Done(id, answer, priority)))
            .TakesJson<PriorityBody>().WithSummary("Move a waiting call to another priority.").Produces<CallOrdered>()
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
    }

    private static JsonHttpResult<CallOrdered> Done(string id, CallVerbAnswer answer, Priority? priority = null) => TypedResults.Json(
        new CallOrdered(id, CallOrders.WordsOf(answer).Call, answer.Result == CallVerbResult.Done, priority?.Word()), GatewayJson.Context.CallOrdered);
}
