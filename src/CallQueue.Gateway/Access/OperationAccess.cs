using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CallQueue.Access;

/// <summary>
/// Who may use each operation of the API: this table, and nothing else. An operation that is not in it is for operators only, and a test that goes
/// through the OpenAPI document fails.
/// </summary>
internal static class OperationAccess
{
    /// <summary>Where a browser begins to sign in: a redirect and no operation of the OpenAPI document.</summary>
    public const string NotDescribed = "GET /api/session/openid";

    /// <summary>By method and path, as the OpenAPI document writes them.</summary>
    public static FrozenDictionary<string, Allowed> Table { get; } = new Dictionary<string, Allowed>(StringComparer.Ordinal)
    {
        ["GET /api/admin/audit"] = Allowed.Operator,
        ["GET /api/admin/audit/export"] = Allowed.Operator,
        ["GET /api/audit"] = Allowed.Read,
        ["GET /api/calls/search"] = Allowed.Read,
        ["GET /api/audit/export"] = Allowed.Read,

        ["GET /api/admin/do-not-call"] = Allowed.Operator,
        ["POST /api/admin/do-not-call"] = Allowed.Operator,
        ["DELETE /api/admin/do-not-call"] = Allowed.Operator,
        ["GET /api/admin/do-not-call/{number}"] = Allowed.Operator,
        ["DELETE /api/admin/do-not-call/{number}"] = Allowed.Operator,
        ["GET /api/admin/do-not-call/{number}/removals"] = Allowed.Operator,
        ["GET /api/admin/queues"] = Allowed.Read,

        ["GET /api/businesses"] = Allowed.Operator,
        ["GET /api/businesses/{id}"] = Allowed.Read,
        ["PUT /api/businesses/{id}"] = Allowed.Change,
        ["PATCH /api/businesses/{id}"] = Allowed.Change,
        ["POST /api/businesses/{id}/confirm-jump"] = Allowed.Change,
        ["GET /api/businesses/{id}/ceilings"] = Allowed.Read,
        ["PUT /api/businesses/{id}/ceilings"] = Allowed.Operator,
        ["PATCH /api/businesses/{id}/ceilings"] = Allowed.Operator,
        ["POST /api/businesses/{id}/pause"] = Allowed.Change,
        ["POST /api/businesses/{id}/resume"] = Allowed.Change,
        ["GET /api/businesses/{id}/events"] = Allowed.Read,

        ["GET /api/calls"] = Allowed.Read,
        ["GET /api/calls/active"] = Allowed.Read,
        ["POST /api/calls/queue"] = Allowed.Submit,
        ["POST /api/calls/bulk-queue"] = Allowed.Submit,
        ["GET /api/calls/{id}"] = Allowed.Read,
        ["GET /api/calls/{id}/status"] = Allowed.Read,
        ["GET /api/calls/{id}/why"] = Allowed.Read,
        ["GET /api/calls/{id}/recording"] = Allowed.Read,
        ["POST /api/calls/{id}/cancel"] = Allowed.Change,
        ["POST /api/calls/{id}/retry"] = Allowed.Change,
        ["POST /api/calls/{id}/priority"] = Allowed.Change,

        ["GET /api/config"] = Allowed.AnyKey,

        ["GET /api/do-not-call"] = Allowed.Read,
        ["POST /api/do-not-call"] = Allowed.Change,
        ["DELETE /api/do-not-call"] = Allowed.RemoveOptOuts,
        ["GET /api/do-not-call/{number}"] = Allowed.Read,
        ["DELETE /api/do-not-call/{number}"] = Allowed.RemoveOptOuts,
        ["GET /api/do-not-call/{number}/removals"] = Allowed.Read,
        ["POST /api/opt-out"] = Allowed.Submit,

        ["POST /api/erase"] = Allowed.Change,
        ["GET /api/events"] = Allowed.Read,
        ["GET /api/evidence"] = Allowed.Read,
        ["GET /api/evidence/key"] = Allowed.Read,

        ["GET /api/health"] = Allowed.Anybody,
        ["GET /api/history"] = Allowed.Read,
        ["GET /api/jobs/health"] = Allowed.Read,

        ["GET /api/keys"] = Allowed.Operator,
        ["POST /api/keys"] = Allowed.Operator,
        ["DELETE /api/keys/{id}"] = Allowed.Operator,
        ["POST /api/keys/{id}/rotate"] = Allowed.Operator,

        ["GET /api/outbound/jobs/{id}"] = Allowed.Read,
        ["POST /api/outbound/stop-queue"] = Allowed.Change,

        ["GET /api/queue/stats"] = Allowed.Read,
        ["GET /api/queue/status"] = Allowed.Read,
        ["POST /api/queue/trigger"] = Allowed.Change,
        ["POST /api/queue/pause"] = Allowed.Change,
        ["POST /api/queue/resume"] = Allowed.Change,
        ["POST /api/queue/clean"] = Allowed.Change,
        ["GET /api/queue/waiting"] = Allowed.Read,
        ["GET /api/queue/delayed"] = Allowed.Read,
        ["GET /api/queue/active"] = Allowed.Read,
        ["GET /api/queue/completed"] = Allowed.Read,
        ["GET /api/queue/failed"] = Allowed.Read,
        ["GET /api/queue/job/{id}"] = Allowed.Read,
        ["DELETE /api/queue/job/{id}"] = Allowed.Change,
        ["POST /api/queue/job/{id}/retry"] = Allowed.Change,
        ["POST /api/queue/schedule-call"] = Allowed.Submit,
        ["POST /api/queue/schedule-delayed-call"] = Allowed.Submit,
        ["POST /api/queue/schedule-recurring-call"] = Allowed.Change,
        ["POST /api/queue/schedule-bulk-calls"] = Allowed.Submit,

        ["GET /api/roster"] = Allowed.Read,
        ["GET /api/roster/contacts"] = Allowed.Read,
        ["POST /api/roster/contacts"] = Allowed.Change,
        ["GET /api/roster/contacts/{id}"] = Allowed.Read,
        ["GET /api/roster/contacts/{id}/why"] = Allowed.Read,
        ["PUT /api/roster/contacts/{id}"] = Allowed.Change,
        ["PATCH /api/roster/contacts/{id}"] = Allowed.Change,
        ["DELETE /api/roster/contacts/{id}"] = Allowed.Change,

        ["GET /api/runs"] = Allowed.Read,
        ["POST /api/runs"] = Allowed.Submit,
        ["POST /api/runs/plan"] = Allowed.AnyKey,
        ["POST /api/runs/{id}/again"] = Allowed.Change,
        ["GET /api/runs/{id}"] = Allowed.Read,
        ["POST /api/runs/{id}/stop"] = Allowed.Change,
        ["POST /api/runs/{id}/pause"] = Allowed.Change,
        ["POST /api/runs/{id}/resume"] = Allowed.Change,
        ["GET /api/runs/{id}/results"] = Allowed.Read,
        ["GET /api/runs/{id}/events"] = Allowed.Read,

        ["GET /api/schedules"] = Allowed.Read,
        ["POST /api/schedules"] = Allowed.Change,
        ["GET /api/schedules/{id}"] = Allowed.Read,
        ["PUT /api/schedules/{id}"] = Allowed.Change,
        ["PATCH /api/schedules/{id}"] = Allowed.Change,
        ["DELETE /api/schedules/{id}"] = Allowed.Change,
        ["POST /api/schedules/{id}/pause"] = Allowed.Change,
        ["POST /api/schedules/{id}/resume"] = Allowed.Change,
        ["POST /api/schedules/{id}/run"] = Allowed.Change,

        // Only the sender's own rights are shown.
        ["GET /api/session"] = Allowed.Anybody,

        // A key is shown here, or a cookie cleared.
        ["POST /api/session"] = Allowed.Open,
        ["DELETE /api/session"] = Allowed.Open,
        [NotDescribed] = Allowed.Open,
        ["GET /api/sessions"] = Allowed.Operator,
        ["DELETE /api/sessions/{id}"] = Allowed.Operator,

        ["GET /api/trunks"] = Allowed.Operator,
        ["POST /api/trunks/{id}/reopen"] = Allowed.Operator,

        // Another proof than a key: the provider's signature, the internal secret.
        ["POST /api/webhooks/call"] = Allowed.Open,
        ["POST /webhook/whatsapp/incoming"] = Allowed.Open,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly ConditionalWeakTable<Endpoint, StrongBox<Allowed>> Known = new();

    /// <summary>Who may use an endpoint; null: no endpoint was found, which is answered as one for operators.</summary>
    public static Allowed Of(Endpoint? endpoint) => endpoint is null ? Allowed.Operator : Known.GetValue(endpoint, found => new StrongBox<Allowed>(Find(found))).Value;

    private static Allowed Find(Endpoint endpoint)
    {
        string path = $"/{(endpoint as RouteEndpoint)?.RoutePattern.RawText?.Trim('/')}";
        bool isOperation = path.StartsWith("/api/", StringComparison.Ordinal) || path.StartsWith("/webhook/", StringComparison.Ordinal);
        if (isOperation) return endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is [{ } method] ? Table.GetValueOrDefault($"{method} {path}", Allowed.Operator) : Allowed.Operator;
        return endpoint.Metadata.OfType<AccessRule>().LastOrDefault(AccessRule.Operators) switch
        {
            AccessRule.Businesses => Allowed.AnyKey,
            AccessRule.Anybody => Allowed.Anybody,
            AccessRule.Open => Allowed.Open,
            _ => Allowed.Operator,
        };
    }
}
