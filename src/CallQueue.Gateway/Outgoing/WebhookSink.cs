using System.Diagnostics;
using System.Net;
using System.Text.Json;
using CallQueue.Businesses;
using CallQueue.Outboxes;

namespace CallQueue.Outgoing;

/// <summary>
/// Posts each ended call to the endpoint in its business's settings. Any 2xx means it has arrived, 410 that it is never
/// sent again; after any other result it is sent again later with the same id. Thread-safe.
/// </summary>
public sealed class WebhookSink : IEndingSink, IDisposable
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http;
    private readonly TimeProvider _time;

    public WebhookSink(OutgoingPolicy policy, TimeProvider time) : this(OutgoingHttp.Create(policy), time) { }

    internal WebhookSink(HttpClient http, TimeProvider time) => (_http, _time) = (http, time);

    public string Name => "webhook";

    /// <summary>The most concurrent requests of one business.</summary>
    public int MostAtOnce => 8;

    public bool Wants(BusinessSettings settings) => settings?.Webhook is not null;

    public Task<IReadOnlyList<Delivery>> DeliverAsync(EndingBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);

        // The webhook may have been removed from the settings; then the outbox drops the event.
        if (batch.Settings.Webhook is not { } target) throw new SinkUnavailableException("the business has no webhook endpoint any more");

        // Outside the business's turn, so that its calls continue.
        return Task.Run(async () => (IReadOnlyList<Delivery>)await Task.WhenAll(
            batch.Endings.Select(ending => PostAsync(target, batch, ending))));
    }

    public void Dispose() => _http.Dispose();

    private async Task<Delivery> PostAsync(WebhookTarget target, EndingBatch batch, Ending ending)
    {
        using var limit = new CancellationTokenSource(AnswerLimit, _time);
        using Activity? span = DeliveryTraces.Begin(ending, Name);
        try
        {
            using HttpRequestMessage request = RequestFor(target, WebhookEvent.Of(batch.Business, batch.Settings, ending));
            using HttpResponseMessage answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            span?.SetTag("http.response.status_code", (int)answer.StatusCode);
            return answer switch
            {
                { IsSuccessStatusCode: true } => Delivery.Done.Instance,
                { StatusCode: HttpStatusCode.Gone } => new Delivery.Refused("HTTP 410"),
                _ => new Delivery.Failed($"HTTP {(int)answer.StatusCode}"),
            };
        }
        catch (OperationCanceledException)
        {
            return new Delivery.Failed(limit.IsCancellationRequested ? $"no answer within {AnswerLimit.TotalSeconds} s" : "not reached in time");
        }
        catch (JsonException)
        {
            return new Delivery.Refused("the stored data of the call is not valid JSON");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new Delivery.Failed(SignedRequest.Describe(failure));
        }
    }

    private HttpRequestMessage RequestFor(WebhookTarget target, WebhookEvent happened) =>
        SignedRequest.Post(target.Url, target.Secret, happened.Id, _time.GetUtcNow(), happened.ToBytes());
}
