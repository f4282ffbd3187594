using CallQueue.Carriers;
using System.Globalization;
using System.Text.Json;
using CallQueue.Calls;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;

namespace CallQueue.Jobs;

/// <summary>The posts that schedule jobs [S1.11, S1.12, S1.13, S1.18].</summary>
internal static class ScheduleCalls
{
    /// <summary>Now, unless the request has a time.</summary>
    public static Task<IResult> PostAsync(HttpContext http, IActors actors, ICarriers carriers, TimeProvider time, ILogger<ProblemFilter> log) =>
        ScheduleAsync(http, actors, carriers, time, needsTime: false, log);

    /// <summary>At a time: <c>scheduleAt</c> or <c>delayMs</c>, one of them.</summary>
    public static Task<IResult> PostDelayedAsync(HttpContext http, IActors actors, ICarriers carriers, TimeProvider time, ILogger<ProblemFilter> log) =>
        ScheduleAsync(http, actors, carriers, time, needsTime: true, log);

    /// <summary>Many at once: all of them are accepted, or none if one is invalid.</summary>
    public static Task<IResult> PostBulkAsync(
        HttpContext http, IActors actors, ICarriers carriers, TimeProvider time, GatewayOptions options, ILogger<ProblemFilter> log) =>
        QueueBulk.TakeAsync(http, actors, carriers, time, options, CallDialect.Jobs, log, (run, bulk, added) => Task.FromResult<IResult>(Show(run, bulk, added)));

    private static async Task<IResult> ScheduleAsync(HttpContext http, IActors actors, ICarriers carriers, TimeProvider time, bool needsTime, ILogger<ProblemFilter> log)
    {
        if (!JsonBody.IsDeclared(http.Request)) return Refusals.NotJson();
        using JsonDocument body = await JsonBody.ReadObjectAsync(http);
        (CallRequest? asked, FieldProblems problems) = await CallRequest.ReadAsync(http.Request, actors, body.RootElement, CallDialect.Jobs, time.GetUtcNow(), makeName: null);
        if (needsTime && !IsGiven(body.RootElement, "scheduleAt") && !IsGiven(body.RootElement, "delayMs")) problems.Add("scheduleAt", "is missing; send scheduleAt or delayMs");
        asked = asked?.Reviewed(carriers, CallDialect.Jobs, problems);
        if (asked is null || problems.Count > 0) return Refusals.Invalid(problems);

        asked = await asked.ZonedAsync(actors, time.GetUtcNow());
        CallSubmitted submitted = await asked.SubmitAsync(actors);
        if (submitted.Refusal is { } refusal) return refusal;
        log.CallQueued(asked.Business, submitted.Name, submitted.Added);
        return TypedResults.Json(Show(asked, submitted), GatewayJson.Context.ScheduledJob);
    }

    private static bool IsGiven(JsonElement body, string name) => body.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    private static ScheduledJob Show(CallRequest asked, CallSubmitted submitted)
    {
        NewCall call = asked.Submit.Call;
        return new ScheduledJob(
            true, "Call scheduled successfully", submitted.Name, "scheduled",
            JobViews.Data(call.To, call.Priority ?? Priority.Normal, call.Script ?? new CallScript(), call.Rules ?? new CallRules(), call.Data),
            call.NotBefore,
            submitted.Added ? null : true,
            asked.Notes("scheduleAt"));
    }

    private static JsonHttpResult<ScheduledJobs> Show(RunId run, BulkRequest bulk, bool added)
    {
        int total = bulk.Calls.Count;
        IReadOnlyList<string>? notes = bulk.Past == 0 ? null
            : [string.Create(CultureInfo.InvariantCulture, $"scheduleAt of {bulk.Past} calls is in the past; they are queued now")];
        if (bulk.Notes.Count > 0) notes = [.. notes ?? [], .. bulk.Notes];
        var scheduled = new ScheduledJobs(
            true, string.Create(CultureInfo.InvariantCulture, $"{total} calls scheduled successfully"), total, run.Name,
            Enumerable.Range(0, total).Select(i => CallId.OfRun(run, i).Name), added ? null : true, bulk.WithZoneNote(notes));
        return TypedResults.Json(scheduled, GatewayJson.Context.ScheduledJobs);
    }
}
