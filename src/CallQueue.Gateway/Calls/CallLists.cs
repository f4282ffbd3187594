using System.Text.Json.Serialization;
using CallQueue.Businesses;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Calls;

/// <summary>GET /api/calls by state, and GET /api/calls/active [S3.24].</summary>
internal static class CallLists
{
    private const int UsualPage = 100;

    public static async Task<IResult> GetAsync(HttpContext http, IActors actors, TimeProvider time)
    {
        var problems = new FieldProblems();
        BusinessId? asked = Tenant.Of(http.Request, problems);
        string state = http.Request.Query["state"] is [{ } text, ..] ? text : "queued";
        QueuePart? part = PartOf(state);
        if (part is null) problems.Add("state", $"must be queued, scheduled, active, completed or failed{ShownValue.Got(state)}");
        if (Paging.Of(http.Request, UsualPage, problems) is not { } page || asked is not { } business || part is not { } wanted) return Refusals.Invalid(problems);

        (IReadOnlyList<CallFacts> calls, long total) = await CallFinder.ListAsync(actors, business, new ListCalls(wanted, page.Start, page.Count), time);
        return TypedResults.Json(
            new CallsPage([.. calls.Select(CallViews.Of)], total, page.Start, page.Next("/api/calls", $"state={state}&", total)), GatewayJson.Context.CallsPage);
    }

    public static async Task<IResult> ActiveAsync(HttpContext http, IActors actors, TimeProvider time)
    {
        var problems = new FieldProblems();
        BusinessId? asked = Tenant.Of(http.Request, problems);
        if (Paging.Of(http.Request, Paging.Most, problems) is not { } page || asked is not { } business) return Refusals.Invalid(problems);
        (IReadOnlyList<CallFacts> live, _) = await CallFinder.ListAsync(actors, business, new ListCalls(QueuePart.Live, page.Start, page.Count), time);
        DateTimeOffset now = time.GetUtcNow();
        ActiveCall[] calls = [.. live.Where(call => call.Status is CallStatus.Ringing or CallStatus.InProgress).Select(call => ActiveCall.Of(call, now))];
        return TypedResults.Json(new ActiveCalls(calls, calls.Length), GatewayJson.Context.ActiveCalls);
    }

    /// <summary>The part of the queue that a word of any family means.</summary>
    private static QueuePart? PartOf(string state) => state switch
    {
        "queued" or "waiting" or "ready" => QueuePart.Ready,
        "scheduled" or "delayed" => QueuePart.Delayed,
        "active" or "live" => QueuePart.Live,
        "completed" => QueuePart.Completed,
        "failed" => QueuePart.Failed,
        _ => null,
    };
}

/// <summary>A page of calls.</summary>
/// <param name="Total">How many there are in all.</param>
/// <param name="Next">The next page; absent at the end.</param>
internal sealed record CallsPage(
    IReadOnlyList<CallView> Calls, long Total, long Start, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Next);

/// <summary>Calls that are ringing or in progress.</summary>
internal sealed record ActiveCalls(IReadOnlyList<ActiveCall> Calls, int Count);

/// <summary>A call that is ringing or in progress.</summary>
/// <param name="AgeSeconds">Since it was dialed.</param>
/// <param name="TalkSeconds">Since it was answered; null while it rings.</param>
internal sealed record ActiveCall(
    string CallId, string? RunId, string? PhoneNumber, string Status, string? CallSid,
    DateTimeOffset? DialedAt, DateTimeOffset? AnsweredAt, double? AgeSeconds, double? TalkSeconds)
{
    public static ActiveCall Of(CallFacts call, DateTimeOffset now)
    {
        AttemptSnapshot? attempt = call.Attempts.Count > 0 ? call.Attempts[^1] : null;
        return new ActiveCall(
            call.Id.Name, call.Run, call.Spec?.To.Value, call.Words.Call, attempt?.CarrierCall?.Value,
            call.DialedAt, attempt?.AnsweredAt, (now - call.DialedAt)?.TotalSeconds, (now - attempt?.AnsweredAt)?.TotalSeconds);
    }
}
