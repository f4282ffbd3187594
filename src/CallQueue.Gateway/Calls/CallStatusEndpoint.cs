using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Calls;

/// <summary>GET /api/calls/{id}/status [S3.21], and GET /api/calls/{id}, which also looks up a waiting call in the queue.</summary>
internal static class CallStatusEndpoint
{
    public static Task<IResult> StatusAsync(string id, HttpContext http, IActors actors, TimeProvider time) =>
        ShowAsync(id, http, call => CallFinder.FindAsync(actors, call, time));

    public static Task<IResult> GetAsync(string id, HttpContext http, IActors actors, TimeProvider time) =>
        ShowAsync(id, http, call => CallFinder.FindWhollyAsync(actors, call, time));

    private static async Task<IResult> ShowAsync(string id, HttpContext http, Func<CallId, Task<CallFacts?>> find)
    {
        var problems = new FieldProblems();
        if (Tenant.Of(http.Request, problems) is not { } business) return Refusals.Invalid(problems);
        if (!CallId.IsName(id) || await find(new CallId(business, id)) is not { } call) return Refusals.NotFound("call", id);
        return TypedResults.Json(CallViews.Of(call), GatewayJson.Context.CallView);
    }
}
