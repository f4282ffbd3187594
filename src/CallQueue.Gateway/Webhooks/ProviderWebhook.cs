using System.Text.Json;
using CallQueue.Access;
using CallQueue.Calls;
using CallQueue.Carriers;
using CallQueue.Hosting;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CallQueue.Webhooks;

/// <summary>
/// POST /api/webhooks/call: the progress of an agent provider's call. All calls share one URL, so the attempt is named in the metadata that
/// the provider returns to us (or in the query), with its token. Without the token nothing changes, signed or not: the
/// provider's own id of a call proves nothing. It works beside every carrier: where the provider is not the carrier itself, its messages must be signed.
/// </summary>
internal static class ProviderWebhook
{
    /// <summary>The provider whose webhooks these are.</summary>
    private const string Provider = "callkaro";

    /// <summary>The largest message, in bytes: the last message of a call has the whole transcript.</summary>
    private const int MaxBytes = 1024 * 1024;

    public static void MapProviderWebhook(this IEndpointRouteBuilder root) => root.MapPost("/api/webhooks/call", TakeAsync).WithoutKey().AlsoAtWebhookAddress()
        .WithTags("Webhooks")
        .WithSummary("Receive a call's progress from an agent provider.")
        .TakesJson(WebhookFields.Call).AlsoTakes("application/x-www-form-urlencoded", "call_id=p-1&status=no_answer")
        .Produces<TakenWebhook>()
        .Refuses(
            StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status404NotFound, StatusCodes.Status413PayloadTooLarge,
            StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> TakeAsync(
        HttpContext http, IActors actors, IEnumerable<ICarrierWebhooks> carriers, GatewayOptions options, WebhookWarnings warnings, ILogger<ProblemFilter> log)
    {
        ICarrierWebhooks? webhooks = carriers.FirstOrDefault(c => c.Name == Provider) ?? http.RequestServices.GetService<ProviderReceiver>()?.Webhooks;
        if (webhooks is null) return Refusals.NotFound("carrier", Provider);
        bool isJson = JsonBody.IsDeclared(http.Request);
        if (!isJson && !CarrierMessages.IsForm(http.Request)) return Refusals.NotJson();
        CarrierMessage message = await CarrierMessages.ReadAsync(http, options, MaxBytes);
        if (isJson) CheckJson(message.Body);
        if (!webhooks.IsGenuine(message))
        {
            log.Forged(webhooks.Name);
            return Refusals.Forged(StatusCodes.Status401Unauthorized);
        }

        if (webhooks.AttemptIn(message) is not { } attempt)
        {
            warnings.NoAttempt(webhooks.Name);
            return Answer(TakenWebhook.NotOurs);
        }

        return webhooks.Read(message) is { } report
            ? Answer(await ApplyAsync(new CarrierEvent(attempt, report, webhooks.Name), actors.Call(attempt.Call), warnings, log))
            : Answer(TakenWebhook.NoNews);
    }

    private static async Task<TakenWebhook> ApplyAsync(CarrierEvent told, ICall call, WebhookWarnings warnings, ILogger log)
    {
        CallSnapshot? known = await call.GetAsync();
        if (AttemptOf(known, told) is not { } attempt)
        {
            warnings.Ignored(told.Carrier!, told.Attempt, known is null ? EventIgnored.UnknownCall : EventIgnored.UnknownToken);
            return TakenWebhook.NotOurs;
        }

        // A carrier is looked up by its own id of the call, which the provider's message does not have.
        bool isCarrier = told.IsAbout(new TrunkId(attempt.Trunk));
        if (!isCarrier && attempt.CarrierCall is null) throw new UnavailableException("the carrier has not confirmed this call yet; send the message again");

        // The token belongs to this dial alone, so it decides. Whether the create response and the webhooks use
        // the same call id is not documented.
        CarrierReport report = told.Report with { Call = attempt.CarrierCall ?? told.Report.Call };
        EventAnswer answer = await call.OnCarrierEventAsync(told with { Report = report, Carrier = isCarrier ? told.Carrier : null });
        bool retry = report.Status == CarrierStatus.Ended && IsCalledAgain(await call.GetAsync(), attempt);
        string status = Word(report);
        if (answer.Applied) log.Updated(status, told.Attempt.Call.Business, told.Attempt.Call.Name, attempt.Number, retry);
        return new TakenWebhook(true, answer.Applied, retry, ResultOf(answer));
    }

    private static AttemptSnapshot? AttemptOf(CallSnapshot? call, CarrierEvent told) => call?.Attempts.FirstOrDefault(attempt =>
        attempt.Number == told.Attempt.Number && Digest.IsSame(told.Attempt.Token, Digest.Of(attempt.Token)));

    private static string ResultOf(EventAnswer answer) => answer switch
    {
        { Applied: true } => TakenWebhook.AppliedResult,
        { Ignored: EventIgnored.EarlierAttempt } => TakenWebhook.LateResult,
        _ => TakenWebhook.RepeatedResult,
    };

    /// <summary>Whether the person is called again after this attempt. Read from the call's state, so that a repeated webhook gets the same answer.</summary>
    private static bool IsCalledAgain(CallSnapshot? call, AttemptSnapshot attempt) => call is { Attempts: [.., var last] }
        && (last.Number > attempt.Number || (last is { Status: CallStatus.Ended } && call is { Status: CallStatus.Delayed, RetryAt: not null }));

    private static string Word(CarrierReport report) => report.Status switch
    {
        CarrierStatus.Queued => "queued",
        CarrierStatus.Ringing => "ringing",
        CarrierStatus.InProgress => "in_progress",
        _ => StateWords.Of(report.Outcome ?? Outcome.Failed).Call,
    };

    /// <exception cref="JsonException">The body is not a JSON object.</exception>
    private static void CheckJson(ReadOnlyMemory<byte> body)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw new JsonException("the document must be a JSON object", null, 0, 0);
    }

    private static JsonHttpResult<TakenWebhook> Answer(TakenWebhook taken) => TypedResults.Json(taken, GatewayJson.Context.TakenWebhook);
}
