using CallQueue.Businesses;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CallQueue.Composition;

/// <summary>Endpoints for commands of this program, beside the REST API.</summary>
internal static class LocalApi
{
    public static void MapLocalApi(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/local/businesses/{id}", GetAsync).ExcludeFromDescription();

    private static async Task<IResult> GetAsync(string id, IActors actors)
    {
        if (!Identifier.IsValid(id, out string? problem)) return TypedResults.BadRequest(problem);
        BusinessSnapshot business = await actors.Business(new BusinessId(id)).GetAsync();
        return TypedResults.Json(QueueView.Of(business), LocalJson.Default.QueueView);
    }
}
