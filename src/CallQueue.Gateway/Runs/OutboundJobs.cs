using System.Text.Json.Nodes;
using CallQueue.Calls;
using CallQueue.Problems;
using CallQueue.Requests;
using CallQueue.Validation;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Runs;

/// <summary>GET /api/outbound/jobs/{id}: a call as S0 shows its jobs [S0.20].</summary>
internal static class OutboundJobs
{
    public static async Task<IResult> GetAsync(string id, HttpContext http, IActors actors, TimeProvider time)
    {
        var problems = new FieldProblems();
        if (Tenant.Of(http.Request, problems) is not { } business) return Refusals.Invalid(problems);
        CallFacts? call = await CallFinder.FindAsync(actors, business, id, time);
        return call is null ? Refusals.NotFound("job", id) : TypedResults.Json(OutboundJob.Of(call), GatewayJson.Context.OutboundJob);
    }
}

/// <summary>A call in the words of the outbound queue [S0].</summary>
/// <param name="LeadId">As the app sent it; null when it sent none.</param>
/// <param name="Status">queued, inflight, completed, failed, or <c>cancelled</c> in that system's spelling.</param>
/// <param name="CallSid">The carrier's id of the newest attempt.</param>
internal sealed record OutboundJob(string JobId, string? RunId, JsonNode? LeadId, string BusinessId, string Status, string? CallSid)
{
    public static OutboundJob Of(CallFacts call) => new(
        call.Id.Name,
        call.Run,
        call.Spec?.Data is { } data ? (StoredJson.Parse(data) as JsonObject)?["lead_id"]?.DeepClone() : call.Result?.LeadId is { } lead ? JsonValue.Create(lead) : null,
        call.Id.Business.Value,
        call.Words.Outbound,
        call.CarrierCall);
}
