using System.Text;
using CallQueue.Calls;
using CallQueue.Carriers;
using CallQueue.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;

namespace CallQueue.Webhooks;

/// <summary>Takes the carriers' requests. The signature is checked first: a message that is not genuine is rejected before anything in it is read. Thread-safe.</summary>
internal sealed class CarrierReceiver(
    IActors actors, IEnumerable<ICarrierWebhooks> carriers, GatewayOptions options, WebhookWarnings warnings, WebhookArrivals arrivals, RefusedWebhooks refused,
    WebhookInstruments instruments, ILogger<ProblemFilter> log)
{
    private readonly ICarrierWebhooks[] _carriers = [.. carriers];

    /// <summary>The progress of a call.</summary>
    public async Task StatusAsync(HttpContext http)
    {
        IResult? answer;
        try
        {
            answer = await TakeStatusAsync(http);
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested)
        {
            answer = ProblemFilter.Answer(e, http, log);
        }

        if (answer is null) http.Response.StatusCode = StatusCodes.Status204NoContent;
        else await answer.ExecuteAsync(http);
    }

    /// <summary>Somebody has answered: what the carrier says to them.</summary>
    public Task AnswerAsync(HttpContext http) => SendDocumentAsync(http, () => MakeAnswerAsync(http, "answer", isForMachine: false));

    /// <summary>A machine has answered, and the carrier asks for the message that we told it to leave.</summary>
    public Task MessageAsync(HttpContext http) => SendDocumentAsync(http, () => MakeAnswerAsync(http, "message", isForMachine: true));

    /// <summary>The agent's stream is over, or could not be opened: what comes after it.</summary>
    public Task AfterAgentAsync(HttpContext http) => SendDocumentAsync(http, () => MakeAfterAgentAsync(http));

    private async Task SendDocumentAsync(HttpContext http, Func<Task<IResult>> make)
    {
        IResult answer;
        try
        {
            answer = await make();
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested)
        {
            answer = ProblemFilter.Answer(e, http, log);
        }

        await answer.ExecuteAsync(http);
    }

    /// <returns>Null: taken.</returns>
    private async Task<IResult?> TakeStatusAsync(HttpContext http)
    {
        long begun = instruments.Begin();
        if (Find(http) is not { } webhooks) return Unknown(http);
        CarrierMessage message = await CarrierMessages.ReadAsync(http, options, callback: (webhooks.Name, "status"));
        if (!webhooks.IsGenuine(message))
        {
            instruments.Taken(webhooks.Name, WebhookInstruments.Forged, begun);
            return Forged(http, webhooks);
        }

        arrivals.Came();
        refused.Genuine(http);
        instruments.Came(webhooks.Name, message);

        if (AttemptOf(http.Request) is not { } attempt)
        {
            instruments.Taken(webhooks.Name, WebhookInstruments.NoAttempt, begun);
            warnings.NoAttempt(webhooks.Name);
            return null;
        }

        if (webhooks.Read(message) is { } report)
        {
            EventAnswer answer = await actors.Call(attempt.Call).OnCarrierEventAsync(new CarrierEvent(attempt, report, webhooks.Name));
            instruments.Taken(webhooks.Name, WebhookInstruments.Result(answer), begun);
            warnings.Ignored(webhooks.Name, attempt, answer.Ignored);
            log.StatusTaken(webhooks.Name, attempt.Call.Business, attempt.Call.Name, attempt.Number, report.Status, answer.Applied);
        }
        else
        {
            instruments.Taken(webhooks.Name, WebhookInstruments.NoStatus, begun);
        }

        return null;
    }

    private async Task<IResult> MakeAnswerAsync(HttpContext http, string kind, bool isForMachine)
    {
        if (Find(http) is not { } webhooks) return Unknown(http);
        CarrierMessage message = await CarrierMessages.ReadAsync(http, options, callback: (webhooks.Name, kind));
        if (!webhooks.IsGenuine(message)) return Forged(http, webhooks);
        arrivals.Came();
        refused.Genuine(http);

        AttemptRef? attempt = AttemptOf(http.Request);
        string? verdict = attempt is null ? null : await TakeVerdictAsync(webhooks, message, attempt);
        CallSpec? spec = attempt is null ? null : await SpecAsync(attempt);
        if (spec is not null) return Send(isForMachine || verdict == AnsweredBy.Machine ? ForMachine(webhooks, spec, attempt!, isForMachine) : webhooks.Answer(spec.Script, attempt!));

        // A person is on the phone: hanging up is better than the carrier's spoken error message.
        log.NothingToSay(webhooks.Name);
        return Send(AnswerDocument.HangUp);
    }

    /// <summary>
    /// Nothing more once an agent has talked. Without news that one took the call, none has: the carrier reports that at the beginning of the stream, and this request comes after its end.
    /// </summary>
    private async Task<IResult> MakeAfterAgentAsync(HttpContext http)
    {
        if (Find(http) is not { } webhooks) return Unknown(http);
        CarrierMessage message = await CarrierMessages.ReadAsync(http, options, callback: (webhooks.Name, "agent"));
        if (!webhooks.IsGenuine(message)) return Forged(http, webhooks);
        arrivals.Came();
        refused.Genuine(http);
        if (AttemptOf(http.Request) is not { } attempt || await AttemptAsync(attempt) is not { } known || known.AgentMet == true) return Send(AnswerDocument.HangUp);
        if (webhooks.Read(message) is { Status: CarrierStatus.InProgress } report)
            await actors.Call(attempt.Call).OnCarrierEventAsync(new CarrierEvent(attempt, report with { AgentMet = false }, webhooks.Name));
        return Send(webhooks.NoAgent());
    }

    private async Task<AttemptSnapshot?> AttemptAsync(AttemptRef attempt) =>
        (await actors.Call(attempt.Call).GetAsync())?.Attempts.FirstOrDefault(one => one.Number == attempt.Number && one.Token == attempt.Token);

    /// <summary>The verdict of machine detection, where the carrier has waited for it before it asks for the document.</summary>
    private async Task<string?> TakeVerdictAsync(ICarrierWebhooks webhooks, CarrierMessage message, AttemptRef attempt)
    {
        if (webhooks.Read(message) is not { AnsweredBy: { } verdict } report) return null;
        await actors.Call(attempt.Call).OnCarrierEventAsync(new CarrierEvent(attempt, report, webhooks.Name));
        return verdict;
    }

    private static AnswerDocument ForMachine(ICarrierWebhooks webhooks, CallSpec spec, AttemptRef attempt, bool isAsked) => spec switch
    {
        _ when spec.ForMachine() is { } message => webhooks.LeaveMessage(message),
        _ when isAsked || spec.Rules.Machine is MachineMode.HangUp or MachineMode.Message => AnswerDocument.HangUp,
        _ => webhooks.Answer(spec.Script, attempt),
    };

    private async Task<CallSpec?> SpecAsync(AttemptRef attempt)
    {
        CallSnapshot? call = await actors.Call(attempt.Call).GetAsync();
        bool ours = call?.Attempts.Any(a => a.Number == attempt.Number && a.Token == attempt.Token) ?? false;
        return ours ? call!.Spec : null;
    }

    private ICarrierWebhooks? Find(HttpContext http)
    {
        string name = NameIn(http);
        foreach (ICarrierWebhooks carrier in _carriers) if (carrier.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return carrier;
        return null;
    }

    private static string NameIn(HttpContext http) => http.Request.RouteValues["carrier"] as string ?? "";

    /// <summary>The dial that the callback URL names; null when it names none.</summary>
    private static AttemptRef? AttemptOf(HttpRequest request) => CallbackQuery.TryRead(request.QueryString.Value, out AttemptRef? attempt) ? attempt : null;

    private static IResult Unknown(HttpContext http) => Refusals.NotFound("carrier", NameIn(http));

    private IResult Forged(HttpContext http, ICarrierWebhooks webhooks)
    {
        refused.Add(http, webhooks.Name);
        return Refusals.Forged();
    }

    private static ContentHttpResult Send(AnswerDocument document) => TypedResults.Text(document.Text, document.ContentType, Encoding.UTF8);
}
