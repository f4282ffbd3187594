using System.Text.Json;
using CallQueue.Businesses;
using CallQueue.Hosting;
using CallQueue.Inputs;
using CallQueue.Problems;
using CallQueue.Requests;
using CallQueue.Runs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CallQueue.Calls;

/// <summary>POST /api/calls/queue [S3.16, S3.17].</summary>
internal static class QueueCall
{
    public static async Task<IResult> PostAsync(HttpContext http, IActors actors, TimeProvider time, ILogger<ProblemFilter> log)
    {
        if (!JsonBody.IsDeclared(http.Request)) return Refusals.NotJson();
        using JsonDocument body = await JsonBody.ReadObjectAsync(http);
        var problems = new FieldProblems();
        DateTimeOffset now = time.GetUtcNow();

        if (Read(http.Request, body.RootElement, time, now, problems) is not { } asked || problems.Count > 0) return Refusals.Invalid(problems);
        if (await FindRunAsync(actors, asked.Id) is { } run) return Refusals.Conflict($"'{asked.Id.Name}' is a call of the run '{run}'");

        SubmitAnswer answer = await actors.Business(asked.Id.Business).SubmitAsync(asked.Request);
        switch (answer)
        {
            case SubmitAnswer.Taken taken:
                log.CallQueued(asked.Id.Business, asked.Id.Name, taken.Added);
                return TypedResults.Json(
                    await ShowAsync(actors, asked, taken.Added, now), GatewayJson.Context.QueuedCall, statusCode: StatusCodes.Status202Accepted);
            case SubmitAnswer.Conflict:
                return Refusals.Conflict($"there is another call '{asked.Id.Name}', with other content");
            case SubmitAnswer.Refused refused:
                return Refusals.Invalid(refused.Problem);
            default:
                throw new InvalidOperationException($"unexpected {answer.GetType().Name}");
        }
    }

    private static Asked? Read(HttpRequest request, JsonElement body, TimeProvider time, DateTimeOffset now, FieldProblems problems)
    {
        try
        {
            var fields = new JsonFields(body, null, problems);
            BusinessId? business = Tenant.Of(request, fields.TextOrNumber(Tenant.Field), problems);
            string fingerprint = Fingerprint(body);
            if (CallItem.Read(fields, now) is not { } item || business is null) return null;

            string? chosen = item.CustomId ?? RequestKey.Name(request, "call", problems);
            string name = chosen ?? RequestKey.NewName("call", time);
            return new Asked(new CallId(business.Value, name), new SubmitCall(name, fingerprint, WithDefaults(item.Call), chosen is not null), item);
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("a text is no valid Unicode", e);
        }
    }

    private static NewCall WithDefaults(NewCall call)
    {
        CallRules rules = call.Rules ?? new CallRules();
        return call with
        {
            Priority = call.Priority ?? Priority.Normal,
            Rules = rules with { Retry = rules.Retry ?? CallSettings.Retry(CallSettings.DefaultMaxRetries) },
        };
    }

    private static string Fingerprint(JsonElement body)
    {
        using var canonical = new CanonicalJson();
        foreach (JsonProperty field in body.EnumerateObject().Where(f => f.Name != Tenant.Field).OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            canonical.Add(field.Name);
            canonical.Add(field.Value);
        }

        return canonical.Finish();
    }

    /// <summary>The run that the id belongs to: an own id of the form run-index must not take over a call of a run.</summary>
    private static async Task<string?> FindRunAsync(IActors actors, CallId id)
    {
        if (id.InRun() is not { } place || await actors.Run(place.Run).GetAsync() is not { } run) return null;
        return place.Index < run.Counts.Total ? run.Name : null;
    }

    private static async Task<QueuedCall> ShowAsync(IActors actors, Asked asked, bool added, DateTimeOffset now)
    {
        NewCall call = asked.Request.Call;
        string status = call.NotBefore is null ? CallWords.Queued : CallWords.Scheduled;
        if (!added && await actors.Call(asked.Id).GetAsync() is { } known) status = CallViews.Status(known, call.NotBefore, now);
        return new QueuedCall(
            asked.Id.Name, status, (call.Priority ?? Priority.Normal).Word(), call.NotBefore,
            Existing: added ? null : true, Notes: CallsApi.PastNotes(asked.Item.WasPast ? 1 : 0, 1));
    }

    private sealed record Asked(CallId Id, SubmitCall Request, CallItem Item);
}
