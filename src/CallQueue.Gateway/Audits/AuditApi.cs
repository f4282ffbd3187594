using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CallQueue.Access;
using CallQueue.Documents;
using CallQueue.Fields;
using CallQueue.Problems;
using CallQueue.Requests;
using CallQueue.Validation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CallQueue.Audits;

/// <summary>The audit logs: each business's own, and the deployment's, which operators read.</summary>
internal static class AuditApi
{
    private const string OwnPath = "/api/audit";
    private const string DeploymentPath = "/api/admin/audit";
    private const string JsonLines = "application/jsonl";
    private const int UsualPage = 50;

    /// <summary>The most entries that one request looks at: with filters, an answer may have none and still have a next page.</summary>
    private const int MostRead = 2_000;

    private static readonly WholeField Before = new("before", new Limits<long>(0, long.MaxValue)) { Description = "Only entries before this number.", Unit = "entry from 0", Without = "from the newest on" };
    private static readonly WholeField Limit = new("limit", new Limits<int>(1, IAuditTrail.MaxPage)) { Description = "Entries per page.", Unit = "entries", Default = UsualPage };

    public static void MapAudit(this RouteGroupBuilder api)
    {
        api.MapGroup("/audit").WithTags("Audit log").MapTrail(OwnPath, isOwn: true);
        api.MapGroup("/admin/audit").WithTags("Audit log").ForOperators().MapTrail(DeploymentPath, isOwn: false);
    }

    private static void MapTrail(this RouteGroupBuilder trail, string path, bool isOwn)
    {
        string whose = isOwn ? "the business" : "the deployment: keys, its do-not-call list, carrier accounts, imports";
        trail.MapGet("", (HttpContext http, IActors actors) => ListAsync(http, actors, path, isOwn))
            .Reads("from", "Only entries of this time or later.").Reads("to", "Only entries before this time.").ReadsZone()
            .Reads("action", "Only this action, such as run.stopped, or all that begin with a word and a dot, such as run.").Reads("by", "Only changes by this key.").Reads(Before, Limit)
            .WithSummary($"List who changed what of {whose}; the newest first.")
            .Produces<AuditList>().Refuses(StatusCodes.Status422UnprocessableEntity);
        trail.MapGet("/export", (HttpContext http, IActors actors) => ExportAsync(http, actors, isOwn))
            .WithSummary($"Export the whole audit log of {whose}, as JSON Lines, the oldest first. `callqueue audit verify` proves that nothing in it was altered.")
            .Produces<string>(contentType: JsonLines).Refuses(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ListAsync(HttpContext http, IActors actors, string path, bool isOwn)
    {
        var problems = new FieldProblems();
        (DateTimeOffset? from, DateTimeOffset? to) = await QueryTime.SpanAsync(http.Request, actors, isOwn ? Tenant.Of(http.Request, new FieldProblems()) : null, problems);
        long? before = QueryNumber.Read(http.Request, Before.Name, 0, long.MaxValue, problems);
        int limit = (int)(QueryNumber.Read(http.Request, Limit.Name, 1, IAuditTrail.MaxPage, problems) ?? UsualPage);
        if (TrailOf(http, actors, isOwn, problems) is not { } trail || problems.Count > 0) return Refusals.Invalid(problems);

        string? action = http.Request.Query["action"], by = http.Request.Query["by"];
        List<AuditEntry> found = [];
        AuditPage page;
        int read = 0;
        do
        {
            page = await trail.ReadBackAsync(before, IAuditTrail.MaxPage);
            foreach (AuditEntry entry in page.Entries)
            {
                if (found.Count == limit) break;
                before = entry.Number;
                read++;
                if (entry.At < from) before = 0; // Entries are in the order of time: none before it is newer.
                else if ((to is null || entry.At < to) && Matches(entry, action, by)) found.Add(entry);
                if (before == 0) break;
            }
        }
        while (before > 0 && page.Entries.Count > 0 && found.Count < limit && read < MostRead);

        string? next = page.Entries.Count > 0 && before > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{path}?{QueryText.Again(http.Request, QueryTime.From, QueryTime.To, QueryTime.Zone, "action", "by", Tenant.Field)}before={before}&limit={limit}") : null;
        return TypedResults.Json(new AuditList([.. found.Select(AuditView.Of)], page.Total, page.Head, next), GatewayJson.Context.AuditList);
    }

    private static bool Matches(AuditEntry entry, string? action, string? by) =>
        (action is null or "" || entry.Note.Action == action || (action.EndsWith('.') && entry.Note.Action.StartsWith(action, StringComparison.Ordinal)))
        && (by is null or "" || entry.Note.By == by);

    private static async Task<IResult> ExportAsync(HttpContext http, IActors actors, bool isOwn)
    {
        var problems = new FieldProblems();
        if (TrailOf(http, actors, isOwn, problems) is not { } trail || problems.Count > 0) return Refusals.Invalid(problems);
        // The first page is read before the response starts, so that a storage failure becomes a 503.
        return new Export(trail, await trail.ReadAsync(0, IAuditTrail.MaxPage));
    }

    private static IAuditTrail? TrailOf(HttpContext http, IActors actors, bool isOwn, FieldProblems problems)
    {
        if (isOwn) return Tenant.Of(http.Request, problems) is { } business ? actors.Audit(new AuditId(business)) : null;
        if (Tenant.Named(http.Request) is not null) problems.Add(Tenant.Field, $"is not allowed here: this is the deployment's audit log; a business's is at {OwnPath}");
        return actors.Audit(new AuditId(null));
    }

    /// <summary>Writes page by page what the log had when the request came.</summary>
    private sealed class Export(IAuditTrail trail, AuditPage first) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = JsonLines;
            var text = new StringBuilder();
            for (long from = 0; from < first.Total; from += IAuditTrail.MaxPage)
            {
                foreach (AuditEntry entry in (from == 0 ? first : await trail.ReadAsync(from, IAuditTrail.MaxPage)).Entries.Where(entry => entry.Number < first.Total)) text.Append(AuditChain.Line(entry)).Append('\n');
                await httpContext.Response.WriteAsync(text.ToString(), httpContext.RequestAborted);
                text.Clear();
            }
        }
    }
}

/// <summary>A page of an audit log.</summary>
/// <param name="Head">The hash of the newest entry of all; empty while there is none.</param>
internal sealed record AuditList(IReadOnlyList<AuditView> Entries, long Total, string Head, string? Next);

/// <summary>One change.</summary>
/// <param name="FailedOf">This entry says that the change of that earlier entry failed or was refused.</param>
internal sealed record AuditView(
    long Number, DateTimeOffset At, string By, string? Address, string Action, string? Target, JsonElement? Before, JsonElement? After, string? Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? FailedOf, string Hash)
{
    public static AuditView Of(AuditEntry entry) => new(
        entry.Number, entry.At, entry.Note.By, entry.Note.From, entry.Note.Action, entry.Note.Target, Parsed(entry.Note.Before), Parsed(entry.Note.After), entry.Note.Reason, entry.Note.Failed, entry.Hash);

    private static JsonElement? Parsed(string? json) => json is null ? null : JsonElement.Parse(json);
}
