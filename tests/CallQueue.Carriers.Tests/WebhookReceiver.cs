using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CallQueue.Carriers;

/// <summary>Receives callbacks as the gateway does: checks them, reads them, answers documents.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CollectingReceiver _events = new();

    private WebhookReceiver(WebApplication app) => _app = app;

    public string Url { get; private set; } = "";

    /// <summary>Set after the start, since the adapters need to know the URL. Without callback URLs of its own, a carrier names attempts in its messages.</summary>
    public (ICarrierWebhooks Webhooks, Callbacks? Callbacks) Carrier { get; set; }

    public CallScript Script { get; set; } = new() { Message = "Hello." };

    public ConcurrentQueue<string> Forged { get; } = new();

    public Task<CarrierEvent> NextAsync() => _events.NextAsync();

    public static async Task<WebhookReceiver> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new WebhookReceiver(builder.Build());
        receiver._app.MapPost("/webhooks/{carrier}/{kind}", receiver.ReceiveAsync);
        receiver._app.MapPost("/api/webhooks/{kind}", receiver.ReceiveAsync);
        await receiver._app.StartAsync();
        receiver.Url = receiver._app.Urls.First();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> ReceiveAsync(HttpContext context, string kind)
    {
        string target = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var form = context.Request.HasFormContentType ? FormPairs.Parse(System.Text.Encoding.UTF8.GetString(body.ToArray())) : [];
        var message = new CarrierMessage("POST", Carrier.Callbacks?.UrlAsSigned(target) ?? target, form, body.ToArray(), name => context.Request.Headers[name]);
        if (!Carrier.Webhooks.IsGenuine(message) || AttemptOf(message) is not { } attempt)
        {
            Forged.Enqueue(target);
            return Results.StatusCode(403);
        }
        if (Carrier.Webhooks.Read(message) is { } report) await _events.TakeAsync(new CarrierEvent(attempt, report));
        if (kind is not ("answer" or "message")) return Results.NoContent();
        AnswerDocument document = kind == "answer" ? Carrier.Webhooks.Answer(Script, attempt) : Carrier.Webhooks.LeaveMessage(new CallScript { Message = "Call us back." });
        return Results.Text(document.Text, document.ContentType);
    }

    private AttemptRef? AttemptOf(CarrierMessage message) =>
        Carrier.Webhooks.AttemptIn(message) ?? (CallbackQuery.TryRead(new Uri(new Uri(Url), message.Url).Query, out AttemptRef? named) ? named : null);
}
