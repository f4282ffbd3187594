using CallQueue.Carriers;
using System.Text.Json;
using CallQueue.Inputs;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CallQueue.Calls;

/// <summary>POST /api/calls/queue [S3.16, S3.17].</summary>
internal static class QueueCall
{
    public static async Task<IResult> PostAsync(HttpContext http, IActors actors, ICarriers carriers, TimeProvider time, ILogger<ProblemFilter> log)
    {
        if (!JsonBody.IsDeclared(http.Request)) return Refusals.NotJson();
        using JsonDocument body = await JsonBody.ReadObjectAsync(http);
        (CallRequest? asked, FieldProblems problems) = await CallRequest.ReadAsync(
            http.Request, actors, body.RootElement, CallDialect.Calls, time.GetUtcNow(), () => RequestKey.NewName("call", time));
        asked = asked?.Reviewed(carriers, CallDialect.Calls, problems);
        if (asked is null || problems.Count > 0) return Refusals.Invalid(problems);

        asked = await asked.ZonedAsync(actors, time.GetUtcNow());
        CallSubmitted submitted = await asked.SubmitAsync(actors);
        if (submitted.Refusal is { } refusal) return refusal;
        log.CallQueued(asked.Business, submitted.Name, submitted.Added);
        return TypedResults.Json(
            await ShowAsync(actors, asked, submitted, time), GatewayJson.Context.QueuedCall, statusCode: StatusCodes.Status202Accepted);
    }

    private static async Task<QueuedCall> ShowAsync(IActors actors, CallRequest asked, CallSubmitted submitted, TimeProvider time)
    {
        NewCall call = asked.Submit.Call;
        (StateWords words, DateTimeOffset? dueAt) = (submitted.DueAt is null ? StateWords.Ready : StateWords.Delayed, submitted.DueAt);
        if (!submitted.Added && await CallFinder.FindAsync(actors, asked.Business, submitted.Name, time) is { } known) (words, dueAt) = (known.Words, known.DueAt);
        return new QueuedCall(
            submitted.Name, words.Call, (call.Priority ?? Priority.Normal).Word(), call.NotBefore, dueAt,
            Existing: submitted.Added ? null : true, Notes: asked.Notes(KeptData.ScheduledAt));
    }
}
