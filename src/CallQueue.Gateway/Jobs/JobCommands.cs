using CallQueue.Calls;
using CallQueue.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CallQueue.Jobs;

/// <summary>Commands on one job [S1.21, S1.22].</summary>
internal static class JobCommands
{
    public static Task<IResult> CancelAsync(string id, HttpContext http, IActors actors) =>
        CallCommands.CancelAsync("job", id, http, actors, answer => Done(id, "Job canceled successfully", answer),
            business => RecurringCalls.DeleteAsync(http, actors, business, id));

    public static Task<IResult> RetryAsync(string id, HttpContext http, IActors actors, TimeProvider time) =>
        CallCommands.RetryAsync("job", id, http, actors, time, answer => Done(id, "Job queued for retry", answer));

    private static JsonHttpResult<JobDone> Done(string id, string message, CallVerbAnswer answer) =>
        TypedResults.Json(new JobDone(true, message, id, CallCommands.WordsOf(answer).Job), GatewayJson.Context.JobDone);
}
