using System.Text;
using CallQueue.Access;
using CallQueue.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CallQueue.Streams;

/// <summary>An answer of server-sent events: within the quota of its sender, never stored or buffered, and with an event "shutdown" when the process stops.</summary>
internal static class StreamAnswer
{
    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(1);

    /// <summary>Sends events until <paramref name="send"/> returns, the client has gone, or the process stops.</summary>
    public static async Task ServeAsync(HttpContext http, Func<HttpContext, TimeProvider, CancellationToken, Task> send)
    {
        IServiceProvider services = http.RequestServices;
        using IDisposable? place = services.GetRequiredService<TenantQuotas>().OpenStream(http, out IResult? refusal);
        if (place is null)
        {
            await refusal!.ExecuteAsync(http);
            return;
        }

        CancellationToken stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        TimeProvider time = services.GetRequiredService<TimeProvider>();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await send(http, time, ending.Token);
        }
        catch (Exception e) when (e is UnavailableException || ending.IsCancellationRequested)
        {
            // The client reconnects with the last id it has seen.
            if (stopping.IsCancellationRequested) await SayFarewellAsync(http, time);
        }
    }

    public static async Task WriteAsync(HttpResponse response, string text, CancellationToken ending) =>
        await response.BodyWriter.WriteAsync(Encoding.UTF8.GetBytes(text), ending);

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
}
