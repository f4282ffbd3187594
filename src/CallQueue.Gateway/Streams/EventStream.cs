using System.Text;
using CallQueue.Access;
using CallQueue.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CallQueue.Streams;

/// <summary>One server-sent event with the newest state; intermediate states may be skipped.</summary>
/// <param name="Id">Its stamp; a client that reconnects sends it as <c>Last-Event-ID</c>.</param>
/// <param name="Json">One line.</param>
/// <param name="IsLast">It is the last event.</param>
internal sealed record StreamEvent(string Id, string Name, string Json, bool IsLast);

/// <summary>
/// Server-sent events: an event whenever something changed, and a comment after a while without changes, so that
/// proxies keep the connection. Ends after the last event, when the key or the session does not give access any more, and with an event "shutdown" when the process stops: the client reconnects.
/// </summary>
/// <param name="seen">The stamp that the client has; null when it has none.</param>
/// <param name="watch">Returns as soon as there is a state newer than a stamp, or the unchanged state after a timeout.</param>
internal sealed class EventStream(string? seen, Func<string?, TimeSpan, Task<StreamEvent>> watch) : IResult
{
    /// <summary>The longest time without an event or a comment.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    // A business may change a thousand times per second; no client needs that many events, and every event costs a snapshot.
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(1);

    private const int MaxIdLength = 100;

    /// <summary>The stamp that a reconnecting client has seen; null when it is a new one.</summary>
    public static string? LastSeen(HttpRequest request) =>
        request.Headers["Last-Event-ID"] is [{ Length: > 0 and <= MaxIdLength } id, ..] ? id : null;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        IServiceProvider services = httpContext.RequestServices;
        TenantQuotas quotas = services.GetRequiredService<TenantQuotas>();
        using IDisposable? place = quotas.OpenStream(httpContext);
        if (place is null)
        {
            await quotas.StreamsUsedUp().ExecuteAsync(httpContext);
            return;
        }

        CancellationToken stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        TimeProvider time = services.GetRequiredService<TimeProvider>();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        httpContext.Response.ContentType = "text/event-stream";
        httpContext.Response.Headers.CacheControl = "no-store";
        httpContext.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await SendAsync(httpContext, time, ending.Token);
        }
        catch (Exception e) when (e is UnavailableException || ending.IsCancellationRequested)
        {
            // The client reconnects with the last stamp it has seen.
            if (stopping.IsCancellationRequested) await SayFarewellAsync(httpContext, time);
        }
    }

    /// <summary>Tells a client that still reads that the end is not an error. No id: it reconnects with the last one.</summary>
    private static async Task SayFarewellAsync(HttpContext http, TimeProvider time)
    {
        using var limit = new CancellationTokenSource(FarewellLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, http.RequestAborted);
        try
        {
            await WriteAsync(http.Response, "event: shutdown\ndata: {\"message\":\"The server is stopping. Reconnect.\"}\n\n", either.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client is gone, or does not read.
        }
    }

    private async Task SendAsync(HttpContext http, TimeProvider time, CancellationToken ending)
    {
        HttpResponse response = http.Response;
        await WriteAsync(response, ": connected\n\n", ending);
        while (true)
        {
            StreamEvent news = await watch(seen, Heartbeat).WaitAsync(ending);

            // A key that was revoked meanwhile, or a session that has ended, gets nothing more.
            if (!await OpenAccess.HoldsAsync(http)) return;
            if (news.Id == seen)
            {
                await WriteAsync(response, ": nothing new\n\n", ending);
            }
            else
            {
                seen = news.Id;
                await WriteAsync(response, $"id: {news.Id}\nevent: {news.Name}\ndata: {news.Json}\n\n", ending);
            }

            if (news.IsLast) return;
            await Task.Delay(Gap, time, ending);
        }
    }

    private static async Task WriteAsync(HttpResponse response, string text, CancellationToken ending) =>
        await response.BodyWriter.WriteAsync(Encoding.UTF8.GetBytes(text), ending);
}
