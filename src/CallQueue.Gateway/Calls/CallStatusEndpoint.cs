using CallQueue.Hosting;
using CallQueue.Problems;
using CallQueue.Requests;
using CallQueue.Runs;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Calls;

/// <summary>GET /api/calls/{id}/status [S3.21].</summary>
internal static class CallStatusEndpoint
{
    public static async Task<IResult> GetAsync(string id, HttpContext http, IActors actors, TimeProvider time)
    {
        var problems = new FieldProblems();
        if (Tenant.Of(http.Request, problems) is not { } business) return Refusals.Invalid(problems);
        if (!IsCallName(id)) return Refusals.NotFound("call", id);

        CallView? view = await FindAsync(actors, new CallId(business, id), time);
        return view is null ? Refusals.NotFound("call", id) : TypedResults.Json(view, GatewayJson.Context.CallView);
    }

    private static async Task<CallView?> FindAsync(IActors actors, CallId id, TimeProvider time)
    {
        if (await actors.Call(id).GetAsync() is { } call) return CallViews.Of(call, time.GetUtcNow());
        if (id.InRun() is not { } place) return null;

        IRun actor = actors.Run(place.Run);
        if (await actor.GetAsync() is not { } run || place.Index >= run.Counts.Total) return null;
        IReadOnlyList<RunResult> results = await actor.ResultsAsync(place.Index, 1);
        return CallViews.Of(run, id, place.Index, results.FirstOrDefault(r => r.Index == place.Index));
    }

    // A call of a run may be longer than a name that somebody chose: its index comes on top.
    private static bool IsCallName(string id) =>
        Identifier.IsValid(id, out _) || (id.Length <= Identifier.MaxLength + 12 && new CallId(BusinessId.Default, id).InRun() is not null);
}
