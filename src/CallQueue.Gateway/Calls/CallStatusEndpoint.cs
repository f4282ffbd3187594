using System.Text.Json.Nodes;
using CallQueue.Problems;
using CallQueue.Requests;
using CallQueue.Validation;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Calls;

/// <summary>GET /api/calls/{id}/status [S3.21] and GET /api/calls/{id}: the same answer.</summary>
internal static class CallStatusEndpoint
{
    public static async Task<IResult> GetAsync(string id, HttpContext http, IActors actors, TimeProvider time)
    {
        var problems = new FieldProblems();
        if (Tenant.Of(http.Request, problems) is not { } business) return Refusals.Invalid(problems);
        if (await CallFinder.FindAsync(actors, business, id, time) is not { } call) return Refusals.NotFound("call", id);
        CallView view = CallViews.Of(call);

        // What a stop ended before its first dial is counted by its run only; the id that led to it is known all the same.
        if (view.CustomCallId is null && call.Id.Name != id) view = view with { CustomCallId = id };
        if (view.CampaignId is null && call.Run is { } run) view = view with { CampaignId = await CampaignAsync(actors, new RunId(business, run)) };
        return TypedResults.Json(view, GatewayJson.Context.CallView);
    }

    /// <summary>The campaign of a whole run.</summary>
    private static async Task<JsonNode?> CampaignAsync(IActors actors, RunId run) =>
        await actors.Run(run).GetAsync() is { Data: { } data } && StoredJson.Parse(data) is JsonObject fields ? fields[KeptData.CampaignId]?.DeepClone() : null;
}
