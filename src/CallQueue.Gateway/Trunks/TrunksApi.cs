using CallQueue.Access;
using CallQueue.Audits;
using CallQueue.Carriers;
using CallQueue.Documents;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace CallQueue.Trunks;

/// <summary>Carrier accounts, for operators: whether they take calls, why not and until when, and reopening one.</summary>
internal static class TrunksApi
{
    public static void MapTrunks(this RouteGroupBuilder api)
    {
        RouteGroupBuilder trunks = api.MapGroup("/trunks").WithTags("Trunks").ForOperators();
        trunks.MapGet("", ListAsync).WithSummary("List the carrier accounts, and why and until when one does not accept calls.").Produces<TrunkList>();
        trunks.MapPost("/{id}/reopen", ReopenAsync)
            .WithSummary("Let a stopped carrier account, and the businesses it rejects, dial again at once.")
            .Produces<TrunkView>().Refuses(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(IActors actors, ICarriers carriers) =>
        TypedResults.Json(new TrunkList(await ViewAsync(actors, carriers)), GatewayJson.Context.TrunkList);

    private static async Task<IResult> ReopenAsync(string id, HttpContext http, IActors actors, ICarriers carriers, ILogger<AccessGate> log)
    {
        if (!Identifier.IsValid(id, out _) || carriers.Find(new TrunkId(id)) is not { } carrier) return Refusals.NotFound("trunk", id);
        return await http.ChangeAsync(actors, null, new Change("trunk.reopened") { Target = id }, async () =>
        {
            await actors.Trunk(carrier.Trunk).ReopenAsync();
            string caller = http.Caller().Key;
            log.TrunkReopened(carrier.Trunk, caller);
            return TypedResults.Json(await ViewAsync(actors, carrier), GatewayJson.Context.TrunkView);
        });
    }

    /// <summary>All of them, in the order of preference.</summary>
    public static Task<TrunkView[]> ViewAsync(IActors actors, ICarriers carriers) => Task.WhenAll(carriers.All.Select(carrier => ViewAsync(actors, carrier)));

    private static async Task<TrunkView> ViewAsync(IActors actors, ICarrier carrier) => TrunkView.Of(await actors.Trunk(carrier.Trunk).GetAsync(), carrier.Name);
}
