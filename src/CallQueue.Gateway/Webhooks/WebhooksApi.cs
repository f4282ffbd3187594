using System.Text;
using CallQueue.Access;
using CallQueue.Calls;
using CallQueue.Carriers;
using CallQueue.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace CallQueue.Webhooks;

/// <summary>
/// The carriers' requests: the progress of calls, and the document for an answered call. The signature is checked first: a message that
/// is not genuine is rejected before anything in it is read.
/// </summary>
internal static class WebhooksApi
{
    private static readonly AnswerDocument HangUp = new(
        "application/xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Hangup/></Response>");

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Post];

    public static void MapWebhooks(this IEndpointRouteBuilder root)
    {
        RouteGroupBuilder hooks = root.MapGroup("/webhooks/{carrier}").WithTags("Webhooks").ExcludeFromDescription().WithoutKey().AlsoAtWebhookAddress();
        hooks.MapMethods("/status", Methods, StatusAsync);
        hooks.MapMethods("/answer", Methods, AnswerAsync);
        root.MapProviderWebhook();
    }

    private static async Task<IResult> StatusAsync(
        string carrier, HttpContext http, IActors actors, IEnumerable<ICarrierWebhooks> carriers, GatewayOptions options, WebhookWarnings warnings,
        WebhookArrivals arrivals, ILogger<ProblemFilter> log)
    {
        if (Find(carriers, carrier) is not { } webhooks) return Refusals.NotFound("carrier", carrier);
        CarrierMessage message = await CarrierMessages.ReadAsync(http, options, callback: (webhooks.Name, "status"));
        if (!webhooks.IsGenuine(message)) return Forged(log, webhooks);
        arrivals.Came();

        if (AttemptOf(http.Request) is not { } attempt)
        {
            warnings.NoAttempt(webhooks.Name);
            return TypedResults.NoContent();
        }

        if (webhooks.Read(message) is { } report)
        {
            EventAnswer answer = await actors.Call(attempt.Call).OnCarrierEventAsync(new CarrierEvent(attempt, report, webhooks.Name));
            warnings.Ignored(webhooks.Name, attempt, answer.Ignored);
            log.StatusTaken(webhooks.Name, attempt.Call.Business, attempt.Call.Name, attempt.Number, report.Status, answer.Applied);
        }

        return TypedResults.NoContent();
    }

    private static async Task<IResult> AnswerAsync(
        string carrier, HttpContext http, IActors actors, IEnumerable<ICarrierWebhooks> carriers, GatewayOptions options, WebhookArrivals arrivals, ILogger<ProblemFilter> log)
    {
        if (Find(carriers, carrier) is not { } webhooks) return Refusals.NotFound("carrier", carrier);
        CarrierMessage message = await CarrierMessages.ReadAsync(http, options, callback: (webhooks.Name, "answer"));
        if (!webhooks.IsGenuine(message)) return Forged(log, webhooks);
        arrivals.Came();

        AttemptRef? attempt = AttemptOf(http.Request);
        CallScript? script = attempt is null ? null : await ScriptAsync(actors, attempt);
        if (script is not null) return Send(webhooks.Answer(script, attempt!));

        // A person is on the phone: hanging up is better than the carrier's spoken error message.
        log.NothingToSay(webhooks.Name);
        return Send(HangUp);
    }

    private static async Task<CallScript?> ScriptAsync(IActors actors, AttemptRef attempt)
    {
        CallSnapshot? call = await actors.Call(attempt.Call).GetAsync();
        bool ours = call?.Attempts.Any(a => a.Number == attempt.Number && a.Token == attempt.Token) ?? false;
        return ours ? call!.Spec.Script : null;
    }

    private static ICarrierWebhooks? Find(IEnumerable<ICarrierWebhooks> carriers, string name) =>
        carriers.FirstOrDefault(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The dial that the callback URL names; null when it names none.</summary>
    private static AttemptRef? AttemptOf(HttpRequest request) => CallbackQuery.TryRead(request.QueryString.Value, out AttemptRef? attempt) ? attempt : null;

    private static IResult Forged(ILogger log, ICarrierWebhooks webhooks)
    {
        log.Forged(webhooks.Name);
        return Refusals.Forged();
    }

    private static ContentHttpResult Send(AnswerDocument document) =>
        TypedResults.Text(document.Text, document.ContentType, Encoding.UTF8);
}
