using System.Globalization;
using CallQueue.Audits;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Documents;
using CallQueue.Previews;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CallQueue.Jobs;

/// <summary>The job family [S1]: calls as jobs of one queue, in that family's field names and status codes.</summary>
internal static class JobsApi
{
    /// <summary>Items per page by default: as many as <c>start=0&amp;end=10</c> returns.</summary>
    private const int UsualPage = 11;

    public static void MapJobs(this RouteGroupBuilder api)
    {
        RouteGroupBuilder queue = api.MapGroup("/queue").WithTags("Jobs").AddEndpointFilter<RouteGroupBuilder, BadRequestFilter>();
        queue.MapSchedule();
        queue.MapLists();
        queue.MapPost("/pause", (HttpContext http, IActors actors) => PauseAsync(http, actors, true)).Command<QueuePaused>("Pause dialing. Live calls continue.", CallFields.Command).Previewed();
        queue.MapPost("/resume", (HttpContext http, IActors actors) => PauseAsync(http, actors, false)).Command<QueuePaused>("Resume dialing.", CallFields.Command).Previewed();
        queue.MapPost("/clean", CleanAsync).Command<JobsCleaned>("Remove jobs that ended more than grace milliseconds ago, at most limit of them.", JobFields.Clean).Previewed();
        RouteGroupBuilder job = queue.MapGroup("/job/{id}");
        job.MapGet("", GetAsync).WithSummary("Get a job and its state.").Produces<JobView>().Refuses(StatusCodes.Status404NotFound);
        job.MapDelete("", JobCommands.CancelAsync).Command<JobDone>("Cancel a job. A live call is ended only with hang_up_live=true.", CallFields.Cancel).Previewed()
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        job.MapPost("/retry", JobCommands.RetryAsync).Command<JobDone>("Retry a failed job.", CallFields.Command)
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
    }

    private static void MapSchedule(this RouteGroupBuilder queue)
    {
        queue.MapPost("/schedule-call", ScheduleCalls.PostAsync).RepeatsItself().TakesJson(JobFields.Schedule).WithSummary("Schedule one call.")
            .Produces<ScheduledJob>().Refuses(StatusCodes.Status409Conflict);
        queue.MapPost("/schedule-delayed-call", ScheduleCalls.PostDelayedAsync).RepeatsItself().TakesJson(JobFields.Schedule).WithSummary("Schedule one call for a later time: scheduleAt or delayMs.")
            .Produces<ScheduledJob>().Refuses(StatusCodes.Status409Conflict);
        queue.MapPost("/schedule-recurring-call", RecurringCalls.PostAsync).RepeatsItself().TakesJson(JobFields.Recurring).WithSummary("Schedule a recurring call with a cron expression.")
            .Produces<ScheduledJob>().Refuses(StatusCodes.Status409Conflict);
        queue.MapPost("/schedule-bulk-calls", ScheduleCalls.PostBulkAsync).RepeatsItself().TakesJson(JobFields.ScheduleBulk).WithSummary("Schedule many calls. All of them are accepted, or none if one is invalid.")
            .Produces<ScheduledJobs>().Refuses(StatusCodes.Status409Conflict);
    }

    private static void MapLists(this RouteGroupBuilder queue)
    {
        foreach ((string path, QueuePart part, string summary) in (ReadOnlySpan<(string, QueuePart, string)>)
        [
            ("/waiting", QueuePart.Ready, "List jobs that wait for a slot, in the order in which they will run."),
            ("/delayed", QueuePart.Delayed, "List jobs that wait for their time, the earliest first."),
            ("/active", QueuePart.Live, "List jobs that hold a slot, the oldest first."),
            ("/completed", QueuePart.Completed, "List completed jobs that are still stored, the newest first."),
            ("/failed", QueuePart.Failed, "List failed jobs that are still stored, the newest first."),
        ])
        {
            queue.MapGet(path, (HttpContext http, IActors actors, TimeProvider time) => ListAsync(part, http, actors, time))
                .ReadsPage().WithSummary(summary).Produces<JobPage>().Refuses(StatusCodes.Status400BadRequest);
        }
    }

    private static async Task<IResult> GetAsync(string id, HttpContext http, IActors actors, TimeProvider time)
    {
        var problems = new FieldProblems();
        if (Tenant.Of(http.Request, problems) is not { } business) return Refusals.Invalid(problems);
        CallFacts? call = await CallFinder.FindAsync(actors, business, id, time);
        if (call is null) return await RecurringCalls.FindAsync(actors, business, id) ?? Refusals.NotFound("job", id);
        return TypedResults.Json(JobViews.Of(call), GatewayJson.Context.JobView);
    }

    private static async Task<IResult> ListAsync(QueuePart part, HttpContext http, IActors actors, TimeProvider time)
    {
        var problems = new FieldProblems();
        BusinessId? business = Tenant.Of(http.Request, problems);
        if (Paging.Of(http.Request, UsualPage, problems) is not { } page || business is not { } owner) return Refusals.Invalid(problems);
        (IReadOnlyList<CallFacts> calls, long total) = await CallFinder.ListAsync(actors, owner, new ListCalls(part, page.Start, page.Count), time);
        return TypedResults.Json(new JobPage(true, [.. calls.Select(JobViews.Of)], total, page.Start, page.End), GatewayJson.Context.JobPage);
    }

    private static Task<IResult> PauseAsync(HttpContext http, IActors actors, bool paused) => JsonCommand.RunAsync(
        http,
        _ => paused,
        (business, asked) => http.PauseAsync(actors, business, asked, async confirmed =>
        {
            var counts = (await actors.Business(business).GetAsync()).Counts;
            string message = asked ? "Queue paused successfully" : "Queue resumed successfully";
            return TypedResults.Json(
                new QueuePaused(true, message, asked, counts.Ready + counts.Delayed, counts.Live) { ChangedSince = ChangedSince.Of(confirmed) }, GatewayJson.Context.QueuePaused);
        }),
        isOptional: true);

    private static Task<IResult> CleanAsync(HttpContext http, IActors actors, TimeProvider time) => JsonCommand.RunAsync(
        http,
        fields => (Grace: fields.Long(JobFields.Grace) ?? 3_600_000, Limit: fields.Whole(JobFields.Limit) ?? 1000),
        (business, asked) => http.PreviewedAsync(actors, business, new PreviewedCommand(PreviewVerb.Clean) { Grace = asked.Grace, Limit = asked.Limit }, shown => http.ChangeAsync<IResult>(actors, business, new Change("queue.cleaned") { After = string.Create(CultureInfo.InvariantCulture, $"{{\"grace_ms\":{asked.Grace},\"limit\":{asked.Limit}}}") }, async () =>
        {
            IBusiness actor = actors.Business(business);
            if (shown is not null && (await actor.ConfirmAsync(shown)).Refusal is { } outdated) return Refusals.Outdated(outdated);
            int cleaned = await ForgetAsync(actor, shown?.Mark.Before ?? time.GetUtcNow() - TimeSpan.FromMilliseconds(asked.Grace), asked.Limit);
            return TypedResults.Json(new JobsCleaned(true, FormattableString.Invariant($"{cleaned} jobs cleaned"), cleaned), GatewayJson.Context.JobsCleaned);
        })),
        isOptional: true);

    private static async Task<int> ForgetAsync(IBusiness business, DateTimeOffset before, int limit)
    {
        const int Step = CleanEnded.MostAtOnce;
        int cleaned = 0;
        while (cleaned < limit)
        {
            int step = Math.Min(Step, limit - cleaned);
            int done = await business.CleanAsync(new CleanEnded(before, step));
            cleaned += done;
            if (done < step) break;
        }

        return cleaned;
    }
}
