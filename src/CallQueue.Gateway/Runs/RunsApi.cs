using System.Text.Json;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Hosting;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace CallQueue.Runs;

/// <summary>The runs family [S0]: how a run stands, and stopping it.</summary>
internal static class RunsApi
{
    public static void MapRuns(this RouteGroupBuilder api)
    {
        api.MapGet("/runs/{id}", GetAsync).WithTags("Runs")
            .WithSummary("How a run stands.")
            .Produces<RunView>().Produces<Problem>(StatusCodes.Status404NotFound, Refusals.ContentType);
        api.MapPost("/outbound/stop-queue", StopAsync).WithTags("Runs")
            .WithSummary("Stop a run for good. Live calls end by themselves unless hang_up_live is true.")
            .Produces<StoppedRun>().Produces<Problem>(StatusCodes.Status404NotFound, Refusals.ContentType);
    }

    private static async Task<IResult> GetAsync(string id, HttpContext http, IActors actors)
    {
        var problems = new FieldProblems();
        if (Tenant.Of(http.Request, problems) is not { } business) return Refusals.Invalid(problems);
        if (!Identifier.IsValid(id, out _)) return Refusals.NotFound("run", id);
        if (await actors.Run(new RunId(business, id)).GetAsync() is not { } run) return Refusals.NotFound("run", id);

        BusinessSnapshot owner = await actors.Business(business).GetAsync();
        return TypedResults.Json(RunView.Of(run, business, owner.Settings.Slots), GatewayJson.Context.RunView);
    }

    private static async Task<IResult> StopAsync(HttpContext http, IActors actors, ILogger<ProblemFilter> log)
    {
        if (!JsonBody.IsDeclared(http.Request)) return Refusals.NotJson();
        using JsonDocument body = await JsonBody.ReadObjectAsync(http);
        var problems = new FieldProblems();
        (BusinessId? business, string? name, bool hangUp) = ReadStop(http.Request, body.RootElement, problems);
        if (business is not { } owner || name is null || problems.Count > 0) return Refusals.Invalid(problems);

        StopAnswer answer = await actors.Business(owner).StopRunAsync(new StopRun(name, hangUp));
        if (!answer.Found) return Refusals.NotFound("run", name);
        log.RunStopped(owner, name, answer.Canceled, answer.Live, hangUp);
        return TypedResults.Json(
            new StoppedRun(true, name, await StatusAsync(actors, new RunId(owner, name)), answer.Canceled, answer.Live),
            GatewayJson.Context.StoppedRun);
    }

    private static (BusinessId? Business, string? Run, bool HangUp) ReadStop(HttpRequest request, JsonElement body, FieldProblems problems)
    {
        try
        {
            var fields = new JsonFields(body, null, problems);
            BusinessId? business = Tenant.Of(request, fields.TextOrNumber(Tenant.Field), problems);
            if (!fields.Has("run_id")) fields.Wrong("run_id", "is missing");
            return (business, fields.Identifier("run_id"), fields.Flag("hang_up_live") ?? false);
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("a text is no valid Unicode", e);
        }
    }

    // A stop that came after the end changes nothing, and does not claim to have.
    private static async Task<string> StatusAsync(IActors actors, RunId id) =>
        await actors.Run(id).GetAsync() is { Status: RunStatus.Completed } ? RunWords.Of(RunStatus.Completed) : RunWords.Of(RunStatus.Stopped);
}
