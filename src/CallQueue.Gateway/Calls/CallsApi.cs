using System.Globalization;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CallQueue.Calls;

/// <summary>The calls family [S3]: one call, many calls, and how a call stands.</summary>
internal static class CallsApi
{
    public static void MapCalls(this RouteGroupBuilder api)
    {
        RouteGroupBuilder calls = api.MapGroup("/calls").WithTags("Calls");
        calls.MapPost("/queue", QueueCall.PostAsync).RepeatsItself()
            .WithSummary("Queue one call, now or at a time.")
            .Produces<QueuedCall>(StatusCodes.Status202Accepted).Produces<Problem>(StatusCodes.Status409Conflict, Refusals.ContentType)
            .Produces<Problem>(StatusCodes.Status422UnprocessableEntity, Refusals.ContentType);
        calls.MapPost("/bulk-queue", QueueBulk.PostAsync).RepeatsItself()
            .WithSummary("Queue many calls as one run: all of them, or none when one is wrong.")
            .Produces<QueuedRun>(StatusCodes.Status202Accepted).Produces<QueuedRun>()
            .Produces<Problem>(StatusCodes.Status409Conflict, Refusals.ContentType)
            .Produces<Problem>(StatusCodes.Status422UnprocessableEntity, Refusals.ContentType);
        calls.MapGet("/{id}/status", CallStatusEndpoint.GetAsync)
            .WithSummary("How a call stands, by its own id or by the one its submitter chose.")
            .Produces<CallView>().Produces<Problem>(StatusCodes.Status404NotFound, Refusals.ContentType);
    }

    /// <summary>What to tell a submitter of calls whose time had passed [S1.14]; null when there are none.</summary>
    public static IReadOnlyList<string>? PastNotes(int past, int total) => (past, total) switch
    {
        (0, _) => null,
        (_, 1) => ["scheduled_at is in the past: the call is queued now"],
        _ => [string.Create(CultureInfo.InvariantCulture, $"scheduled_at of {past} calls is in the past: they are queued now")],
    };
}
