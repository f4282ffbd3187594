using CallQueue.Problems;
using CallQueue.Requests;
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
        return TypedResults.Json(CallViews.Of(call), GatewayJson.Context.CallView);
    }
}
