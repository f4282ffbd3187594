using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.WebUtilities;

namespace CallQueue.CarrierLab;

/// <summary>Sends webhooks as the carriers do: signed, in order unless told otherwise, again only as the URL's fragment asks.</summary>
public sealed class WebhookSender(LabOptions options, LabChance chance, LabLedger ledger, TimeProvider time) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(15) };

    /// <summary>Queues one event of a call behind the earlier ones; drops, repeats or holds it back by chance.</summary>
    public void Send(LabCall call, string name, string url, IReadOnlyList<KeyValuePair<string, string>> form) =>
        Send(call, name, url, new LabMessage(form));

    /// <inheritdoc cref="Send(LabCall, string, string, IReadOnlyList{KeyValuePair{string, string}})"/>
    public void Send(LabCall call, string name, string url, LabMessage message)
    {
        if (chance.Happens(options.Drop))
        {
            Note(call, name, "dropped");
            return;
        }
        int times = chance.Happens(options.Duplicate) ? 2 : 1;
        TimeSpan delay = chance.Within(options.DelayMs);
        if (chance.Happens(options.Reorder))
        {
            _ = SendAsync(call, name, url, message, times, delay + TimeSpan.FromMilliseconds(options.TalkMs.To + options.RingMs.To));
            return;
        }
        Task before = call.Webhooks;
        call.Webhooks = AfterAsync(before, () => SendAsync(call, name, url, message, times, delay));
    }

    /// <summary>Fetches the document for an answered call; null when the URL fails.</summary>
    public async Task<string?> FetchDocumentAsync(LabCall call, string url, IReadOnlyList<KeyValuePair<string, string>> form)
    {
        (int status, string? body) = await PostAsync(call, url, new LabMessage(form), Guid.NewGuid().ToString("N"));
        ledger.Add(new LabEntry(
            time.GetUtcNow(), "document", call.Carrier, call.Id, call.To, call.Attempt.Call, call.Attempt.Number, call.Attempt.Token, Said: $"{status}"));
        return status is >= 200 and < 300 ? body : null;
    }

    public void Dispose() => _http.Dispose();

    private static async Task AfterAsync(Task before, Func<Task> send)
    {
        await before;
        await send();
    }

    private async Task SendAsync(LabCall call, string name, string url, LabMessage message, int times, TimeSpan delay)
    {
        if (delay > TimeSpan.Zero) await Task.Delay(delay, time);
        string token = Guid.NewGuid().ToString("N");
        for (int i = 0; i < times; i++) await DeliverAsync(call, name, url, message, token);
    }

    private async Task DeliverAsync(LabCall call, string name, string url, LabMessage message, string token)
    {
        (int retries, string on) = RetriesOf(url);
        for (int attempt = 0; ; attempt++)
        {
            (int status, _) = await PostAsync(call, url, message, token);
            Note(call, name, status.ToString(CultureInfo.InvariantCulture));
            bool again = status switch { 0 => on is "all" or "ct" || on.Contains("ct", StringComparison.Ordinal), >= 500 => on is "all" || on.Contains("5xx", StringComparison.Ordinal), >= 400 => on is "all" || on.Contains("4xx", StringComparison.Ordinal), _ => false };
            if (!again || attempt >= retries) return;
            await Task.Delay(TimeSpan.FromMilliseconds(options.RetryWaitMs), time);
        }
    }

    // Status 0: not reached.
    private async Task<(int Status, string? Body)> PostAsync(LabCall call, string url, LabMessage message, string token)
    {
        string sent = url.Split('#')[0];
        using HttpContent content = message.ToContent();
        using var request = new HttpRequestMessage(HttpMethod.Post, sent) { Content = content, Version = HttpVersion.Version11 };
        Sign(request.Headers, call.Carrier, sent, message, token);
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            return (0, null);
        }
    }

    private void Sign(HttpRequestHeaders headers, string carrier, string url, LabMessage message, string token)
    {
        switch (carrier)
        {
            case "twilio":
                headers.Add("X-Twilio-Signature", LabSignatures.Twilio(options.TwilioToken, url, message.Form));
                headers.Add("I-Twilio-Idempotency-Token", token);
                break;
            case "signalwire":
                headers.Add("X-SignalWire-Signature", LabSignatures.Twilio(options.SignalWireKey, url, message.Form));
                break;
            case "plivo":
                string signature = LabSignatures.PlivoV3(options.PlivoToken, url, message.Form, token);
                headers.Add("X-Plivo-Signature-V3", signature);
                headers.Add("X-Plivo-Signature-Ma-V3", signature);
                headers.Add("X-Plivo-Signature-V3-Nonce", token);
                break;
            case "callkaro" when options.CallKaroSecret is { } secret:
                string now = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
                headers.Add("X-CallKaro-Timestamp", now);
                headers.Add("X-CallKaro-Signature", LabSignatures.CallKaro(secret, now, message.Json!));
                break;
        }
    }

    private static (int Retries, string On) RetriesOf(string url)
    {
        int at = url.IndexOf('#', StringComparison.Ordinal);
        if (at < 0) return (1, "ct");
        var wishes = QueryHelpers.ParseQuery(url[(at + 1)..]);
        return (wishes.TryGetValue("rc", out var count) ? int.Parse(count!, CultureInfo.InvariantCulture) : 1, wishes.TryGetValue("rp", out var on) ? on.ToString() : "ct");
    }

    private void Note(LabCall call, string name, string said) => ledger.Add(new LabEntry(
        time.GetUtcNow(), "webhook", call.Carrier, call.Id, call.To, call.Attempt.Call, call.Attempt.Number, call.Attempt.Token, Said: said, Event: name));
}
