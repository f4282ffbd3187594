using CallQueue.Access;
using Microsoft.AspNetCore.Http;

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

    private const int MaxIdLength = 100;

    /// <summary>The stamp that a reconnecting client has seen; null when it is a new one.</summary>
    public static string? LastSeen(HttpRequest request) =>
        request.Headers["Last-Event-ID"] is [{ Length: > 0 and <= MaxIdLength } id, ..] ? id : null;

    public Task ExecuteAsync(HttpContext httpContext) => StreamAnswer.ServeAsync(httpContext, SendAsync);

    private async Task SendAsync(HttpContext http, TimeProvider time, CancellationToken ending)
    {
        HttpResponse response = http.Response;
        await StreamAnswer.WriteAsync(response, ": connected\n\n", ending);
        while (true)
        {
            StreamEvent news = await watch(seen, Heartbeat).WaitAsync(ending);

            // A key that was revoked meanwhile, or a session that has ended, gets nothing more.
            if (!await OpenAccess.HoldsAsync(http)) return;
            if (news.Id == seen)
            {
                await StreamAnswer.WriteAsync(response, ": nothing new\n\n", ending);
            }
            else
            {
                seen = news.Id;
                await StreamAnswer.WriteAsync(response, $"id: {news.Id}\nevent: {news.Name}\ndata: {news.Json}\n\n", ending);
            }

            if (news.IsLast) return;
            await Task.Delay(Gap, time, ending);
        }
    }
}
