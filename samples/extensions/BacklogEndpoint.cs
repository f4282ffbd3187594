using CallQueue;
using CallQueue.Businesses;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Samples.Extensions;

/// <summary>An endpoint beside the REST API. It asks an actor, as all of ours do. Map it after MapCallQueueApi.</summary>
public static class BacklogEndpoint
{
    public static void MapBacklog(this IEndpointRouteBuilder app) => app.MapGet("/backlog/{business}", async (string business, IActors actors) =>
    {
        if (!Identifier.IsValid(business, out string? problem)) return Results.Problem($"business {problem}", statusCode: StatusCodes.Status422UnprocessableEntity);
        BusinessSnapshot now = await actors.Business(new BusinessId(business)).GetAsync();
        return Results.Ok(new { waiting = now.Counts.Ready + now.Counts.Delayed, live = now.Counts.Live });
    });
}
