using CallQueue.Audits;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Documents;
using CallQueue.Planning;
using CallQueue.Previews;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace CallQueue.Runs;

/// <summary>The runs family [S0]: the state of runs, and stopping, pausing and resuming them.</summary>
internal static class RunsApi
{
    public static void MapRuns(this RouteGroupBuilder api)
    {
        RouteGroupBuilder runs = api.MapGroup("/runs").WithTags("Runs");
        runs.MapGet("", RunLists.GetAsync).Reads("status", "queued, running, paused, stopped, completed, active or ended; several with commas between.")
            .Reads(QueryTime.From, "Only runs that ended at this time or later, or have not ended.").Reads(QueryTime.To, "Only runs that ended before this time.").ReadsZone()
            .ReadsPage().WithSummary("List runs by state and time, the newest first.")
            .Produces<RunPage>().Refuses(StatusCodes.Status422UnprocessableEntity);
        runs.MapGet("/{id}", GetAsync).WithSummary("Get the state of a run.").Produces<RunView>().Refuses(StatusCodes.Status404NotFound);
        runs.MapPost("/{id}/stop", StopAsync).Command<StoppedRun>("Stop a run permanently. Live calls end by themselves unless hang_up_live is true.", CallFields.Cancel)
            .Previewed().Refuses(StatusCodes.Status404NotFound);
        runs.MapPost("/{id}/pause", (string id, HttpContext http, IActors actors) => PauseAsync(id, http, actors, true))
            .Command<RunView>("Pause a run. Live calls continue.", CallFields.Command).Previewed().Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        runs.MapPost("/{id}/resume", (string id, HttpContext http, IActors actors) => PauseAsync(id, http, actors, false))
            .Command<RunView>("Resume a run.", CallFields.Command).Previewed().Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        runs.MapPost("/{id}/again", RunAgain.PostAsync).WithSummary("Call the people of a run again in a new run: all of them, or those who were not reached.")
            .TakesJson(RunFields.Again, isOptional: true).Produces<QueuedRun>(StatusCodes.Status202Accepted).Produces<QueuedRun>()
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity, StatusCodes.Status503ServiceUnavailable);
        runs.MapGet("/{id}/results", RunResults.GetAsync).Reads("format", "The form of the answer.", "jsonl", "jsonl", "csv").WithSummary("Get the results of a run as JSON Lines, or as CSV with Accept: text/csv or format=csv.")
            .Produces<RunResultLine>(contentType: RunResults.JsonLines, additionalContentTypes: RunResults.Csv).Refuses(StatusCodes.Status404NotFound);
        runs.MapGet("/{id}/events", RunEvents.GetAsync).WithSummary("Stream the progress of a run as server-sent events, until it ends.")
            .Produces<RunView>(contentType: "text/event-stream").Produces(StatusCodes.Status204NoContent).Refuses(StatusCodes.Status404NotFound);
        runs.MapPost("/plan", PlanRun.PostAsync).TakesJson(RunFields.Plan)
            .WithSummary("Forecast a run on virtual time, as if it were submitted to an empty queue: when it ends, calls per hour, who can't be reached, what it costs. No call is placed.")
            .Produces<RunPlan>().Refuses(StatusCodes.Status422UnprocessableEntity, StatusCodes.Status429TooManyRequests);
        api.MapPost("/outbound/stop-queue", StopQueueAsync).WithTags("Runs").TakesJson(RunFields.StopQueue)
            .WithSummary("Stop a run permanently. Live calls end by themselves unless hang_up_live is true.")
            .Produces<StoppedRun>().Previewed().Refuses(StatusCodes.Status404NotFound);
        api.MapGet("/outbound/jobs/{id}", OutboundJobs.GetAsync).WithTags("Runs")
            .WithSummary("Get the state of one call of a run.").Produces<OutboundJob>().Refuses(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> GetAsync(string id, HttpContext http, IActors actors)
    {
        var problems = new FieldProblems();
        if (Tenant.Of(http.Request, problems) is not { } business) return Refusals.Invalid(problems);
        return Identifier.IsValid(id, out _) ? await ShowAsync(actors, new RunId(business, id)) : Refusals.NotFound("run", id);
    }

    private static Task<IResult> StopQueueAsync(HttpContext http, IActors actors, ILogger<ProblemFilter> log) => JsonCommand.RunAsync(
        http,
        fields =>
        {
            if (!fields.Has(RunFields.RunId)) fields.Wrong(RunFields.RunId, "is missing");
            return (Run: fields.Identifier(RunFields.RunId), HangUp: fields.Flag(CallFields.HangUpLive) ?? false);
        },
        (business, asked) => StopRunAsync(http, actors, new RunId(business, asked.Run!), asked.HangUp, log));

    private static async Task<IResult> StopAsync(string id, HttpContext http, IActors actors, ILogger<ProblemFilter> log) =>
        !Identifier.IsValid(id, out _) ? Refusals.NotFound("run", id) : await JsonCommand.RunAsync(
            http, fields => fields.Flag(CallFields.HangUpLive) ?? false,
            (business, hangUp) => StopRunAsync(http, actors, new RunId(business, id), hangUp, log), isOptional: true);

    private static Task<IResult> StopRunAsync(HttpContext http, IActors actors, RunId run, bool hangUp, ILogger<ProblemFilter> log) => http.PreviewedAsync(
        actors, run.Business, new PreviewedCommand(PreviewVerb.StopRun) { Run = run.Name, HangUpLive = hangUp },
        shown => http.ChangeAsync(actors, run.Business, new Change("run.stopped") { Target = run.Name, After = hangUp ? "{\"hang_up_live\":true}" : null }, async () =>
        {
            IBusiness business = actors.Business(run.Business);
            ConfirmAnswer? confirmed = shown is null ? null : await business.ConfirmAsync(shown);
            if (confirmed?.Refusal is { } outdated) return Refusals.Outdated(outdated);
            StopAnswer answer = confirmed is null ? await business.StopRunAsync(new StopRun(run.Name, hangUp)) : confirmed.Stop!;
            if (!answer.Found) return Refusals.NotFound("run", run.Name);
            log.RunStopped(run.Business, run.Name, answer.Canceled, answer.Live, hangUp);
            return TypedResults.Json(
                new StoppedRun(true, run.Name, await StatusAsync(actors, run), answer.Canceled, answer.Live) { ChangedSince = ChangedSince.Of(confirmed) }, GatewayJson.Context.StoppedRun);
        }));

    // A stop after the end changes nothing, and the answer says so.
    private static async Task<string> StatusAsync(IActors actors, RunId id) =>
        await actors.Run(id).GetAsync() is { Status: RunStatus.Completed } ? RunWords.Of(RunStatus.Completed) : RunWords.Of(RunStatus.Stopped);

    private static async Task<IResult> PauseAsync(string id, HttpContext http, IActors actors, bool paused) =>
        !Identifier.IsValid(id, out _) ? Refusals.NotFound("run", id) : await JsonCommand.RunAsync(
            http, _ => new object(),
            (business, _) => http.PreviewedAsync(actors, business, new PreviewedCommand(paused ? PreviewVerb.PauseRun : PreviewVerb.ResumeRun) { Run = id }, shown =>
                http.ChangeAsync(actors, business, new Change(paused ? "run.paused" : "run.resumed") { Target = id }, () => PauseAsync(actors, new RunId(business, id), paused, shown))),
            isOptional: true);

    private static async Task<IResult> PauseAsync(IActors actors, RunId run, bool paused, ConfirmPreview? shown)
    {
        IBusiness owner = actors.Business(run.Business);
        ConfirmAnswer? confirmed = shown is null ? null : await owner.ConfirmAsync(shown);
        if (confirmed?.Refusal is { } outdated) return Refusals.Outdated(outdated);
        bool isFound = confirmed?.Found ?? await owner.PauseRunAsync(run.Name, paused);
        if (isFound && await owner.GetRunAsync(run.Name) is { } now)
            return TypedResults.Json(RunView.Of(now, run.Business, (await owner.GetAsync()).InForce.Slots) with { ChangedSince = ChangedSince.Of(confirmed) }, GatewayJson.Context.RunView);
        return await actors.Run(run).GetAsync() is { } over
            ? Refusals.NotNow($"the run is already {RunWords.Of(over.Status)}")
            : Refusals.NotFound("run", run.Name);
    }

    private static async Task<IResult> ShowAsync(IActors actors, RunId id)
    {
        if (await actors.Run(id).GetAsync() is not { } run) return Refusals.NotFound("run", id.Name);
        BusinessSnapshot owner = await actors.Business(id.Business).GetAsync();
        return TypedResults.Json(RunView.Of(run, id.Business, owner.InForce.Slots) with { HeldBy = RunView.HoldsOf(run, owner) }, GatewayJson.Context.RunView);
    }
}
