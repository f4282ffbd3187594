using System.Buffers;
using System.IO.Pipelines;
using CallQueue.Access;
using CallQueue.Streams;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CallQueue.Events;

/// <summary>Sends the events of some topics to one client, as fast as it reads them.</summary>
internal sealed class TopicStream(IReadOnlyList<EventTopic> topics) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => StreamAnswer.ServeAsync(httpContext, SendAsync);

    private async Task SendAsync(HttpContext http, TimeProvider time, CancellationToken ending)
    {
        using Viewer viewer = http.RequestServices.GetRequiredService<EventHub>().Enter(topics, EventStream.LastSeen(http.Request));
        PipeWriter writer = http.Response.BodyWriter;
        await writer.WriteAsync(": connected\nretry: 2000\n\n"u8.ToArray(), ending);
        while (true)
        {
            bool isNews = await viewer.WaitAsync(EventStream.Heartbeat, time, ending);

            // A key that was revoked meanwhile, or a session that has ended, gets nothing more.
            if (!await OpenAccess.HoldsAsync(http)) return;
            if (!isNews) writer.Write(": nothing new\n\n"u8);
            foreach (PublishedEvent one in viewer.Take())
            {
                writer.Write(viewer.IdOf(one));
                writer.Write(one.Body);
            }

            await writer.FlushAsync(ending);
        }
    }
}
