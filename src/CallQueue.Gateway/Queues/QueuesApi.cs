using CallQueue.Access;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Documents;
using CallQueue.Hosting;
using CallQueue.Problems;
using CallQueue.Requests;
using CallQueue.Rosters;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CallQueue.Queues;

/// <summary>The statistics of all families [S1.23, S2.20, S2.21, S3.22, S4.24] and the manual pass [S2.19].</summary>
internal static class QueuesApi
{
    /// <summary>A manual pass also starts calls that are due within this time [S2.7].</summary>
    private static readonly TimeSpan LookAhead = TimeSpan.FromMinutes(5);

    public static void MapQueues(this RouteGroupBuilder api)
    {
        api.MapGet("/queue/stats", (HttpContext http, IActors actors) => ShowAsync(
                http, actors, numbers => TypedResults.Json(StatsView.Of(numbers), GatewayJson.Context.StatsView)))
            .WithTags("Jobs").WithSummary("Count the jobs in each state.").Produces<StatsView>();
        api.MapGet("/queue/status", StatusAsync)
            .WithTags("Queues").WithSummary("Get the state of the queue, its rate and the outcomes of calls.").Produces<StatusView>();
        api.MapPost("/queue/trigger", TriggerAsync).RequireRateLimiting(RateLimits.Trigger)
            .WithTags("Queues").Command<TriggeredView>("Start calls that are due now.", CallFields.Command).Refuses(StatusCodes.Status429TooManyRequests);
        api.MapGet("/jobs/health", HealthAsync)
            .WithTags("Queues").WithSummary("Get the queue and its workers.")
            .Produces<JobsHealth>().Produces<JobsUnhealthy>(StatusCodes.Status500InternalServerError);
        api.MapGet("/admin/queues", AdminQueues.GetAsync)
            .WithTags("Queues").ReadsNames("The last business").WithSummary("List the queues of all businesses; with a business's key, only its own.")
            .Produces<AdminQueuesView>().Refuses(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> StatusAsync(HttpContext http, IActors actors)
    {
        var problems = new FieldProblems();
        if (Tenant.Of(http.Request, problems) is not { } business) return Refusals.Invalid(problems);
        var numbers = QueueNumbers.Of(await actors.Business(business).GetAsync());
        return TypedResults.Json(StatusView.Of(numbers, await Crons.ListAsync(actors, business)), GatewayJson.Context.StatusView);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, IActors actors, Func<QueueNumbers, IResult> show)
    {
        var problems = new FieldProblems();
        if (Tenant.Of(http.Request, problems) is not { } business) return Refusals.Invalid(problems);
        return show(QueueNumbers.Of(await actors.Business(business).GetAsync()));
    }

    private static Task<IResult> TriggerAsync(HttpContext http, IActors actors) => JsonCommand.RunAsync(
        http,
        _ => true,
        async (business, _) =>
        {
            PassReport pass = await new RosterShards(actors, business).TriggerAsync(LookAhead);
            await actors.Business(business).WakeAsync();
            return TypedResults.Json(new TriggeredView(true, "Calls that are due are being dialed", pass.Started), GatewayJson.Context.TriggeredView);
        },
        isOptional: true);

    // Its apps expect 500 and this body, where the rest of the API answers 503 with a problem.
    private static async Task<IResult> HealthAsync(HttpContext http, IActors actors, TimeProvider time)
    {
        var problems = new FieldProblems();
        if (Tenant.Of(http.Request, problems) is not { } business) return Refusals.Invalid(problems);
        try
        {
            IBusiness actor = actors.Business(business);
            BusinessSnapshot now = await actor.GetAsync();

            // What is shown is measured: it looks now, which proves by a write that it owns its queue. A business without calls is not made by a look.
            if (now.Counts.Total > 0)
            {
                await actor.WakeAsync();
                now = await actor.GetAsync();
            }

            return TypedResults.Json(JobsHealth.Of(now, time.GetUtcNow()), GatewayJson.Context.JobsHealth);
        }
        catch (UnavailableException)
        {
            return TypedResults.Json(
                new JobsUnhealthy("unhealthy", "the storage does not respond"), GatewayJson.Context.JobsUnhealthy, statusCode: StatusCodes.Status500InternalServerError);
        }
    }
}
