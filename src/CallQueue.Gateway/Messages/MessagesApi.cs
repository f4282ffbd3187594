using CallQueue.Access;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace CallQueue.Messages;

/// <summary>
/// POST /webhook/whatsapp/incoming [S4.9]: each message requests a call back from the business's template, only once however
/// often the message comes.
/// </summary>
internal static class MessagesApi
{
    public static void MapMessages(this IEndpointRouteBuilder root) =>
        root.MapPost("/webhook/whatsapp/incoming", PostAsync).WithoutKey().WithTags("Messages").TakesJson(MessageFields.Incoming)
            .WithSummary("Call back the sender of a message. Requires the header X-Internal-Secret.")
            .Produces<IncomingAnswer>().Refuses(StatusCodes.Status401Unauthorized, StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> PostAsync(HttpContext http, IActors actors, InternalSecret secret, TimeProvider time, ILogger<ProblemFilter> log)
    {
        if (!secret.IsGiven(http.Request)) return Refusals.NoSecret();
        return await JsonCommand.RunAsync(http, MessageFields.TenantId, Read, async (business, messages) =>
        {
            BusinessSettings settings = (await actors.Business(business).GetAsync()).InForce;
            var taken = new List<TakenMessage>(messages.Count);
            // One after the other, since a message may appear in the request twice.
            foreach (IncomingMessage message in messages) taken.Add(await TakeAsync(actors, business, settings, message, time, log));
            return TypedResults.Json(IncomingAnswer.Of(taken), GatewayJson.Context.IncomingAnswer);
        });
    }

    private static List<IncomingMessage> Read(JsonFields fields)
    {
        var messages = new List<IncomingMessage>();
        if (fields.Object(MessageFields.Payload) is not { } payload)
        {
            fields.Wrong(MessageFields.Payload, "is missing");
            return messages;
        }

        if (!payload.Has(MessageFields.Messages)) payload.Wrong(MessageFields.Messages, "is missing");
        foreach (var item in payload.List(MessageFields.Messages) ?? [])
        {
            if (payload.Item(MessageFields.Messages, messages.Count, item) is not { } message) break;
            messages.Add(IncomingMessage.Read(message));
        }

        return messages;
    }

    private static async Task<TakenMessage> TakeAsync(
        IActors actors, BusinessId business, BusinessSettings settings, IncomingMessage message, TimeProvider time, ILogger<ProblemFilter> log)
    {
        if (settings.Callback is not { } template) return message.Ignored("the business has no callback template; set callback in its settings");
        if (message.To is not { } to) return message.Ignored(message.WhyNot!);

        if (NumberFence.FindProblem(to, settings) is { } fence) return message.Ignored($"the number {fence}");

        string name = message.CallName;
        CallSubmitted submitted = await new CallRequest(business, message.Submit(to, template), false) { Dialect = CallDialect.Calls }.SubmitAsync(actors);
        // An existing call of that name is the call of this message, unless an app chose the name on purpose.
        if (submitted is { Refusal: null, Added: true }) return new TakenMessage(message.Id, "queued", name, StateWords.Ready.Rq, null);
        log.DuplicateMessage(business, message.Id);
        CallFacts? known = await CallFinder.FindAsync(actors, business, name, time);
        return new TakenMessage(message.Id, "duplicate", name, known?.Words.Rq, null);
    }
}
