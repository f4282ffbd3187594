using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace CallQueue.Events;

/// <summary>Watches one topic for all who follow it, and serializes each state of it once. Ends when nobody follows it any more.</summary>
internal sealed class TopicWatch(EventTopic topic, EventHub hub, TopicSources sources, TimeProvider time, ILogger log)
{
    /// <summary>From one look to the next: at most four events per second.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(5);

    public EventTopic Topic => topic;

    /// <summary>Who follows it. Guarded by the hub.</summary>
    public List<Viewer> Viewers { get; } = [];

    /// <summary>The newest event; null before the first. Guarded by the hub.</summary>
    public PublishedEvent? Latest { get; set; }

    /// <summary>Runs until nobody follows the topic. Every failure is followed by another try: an actor comes back elsewhere.</summary>
    public async Task RunAsync()
    {
        ITopicSource source = sources(topic);
        byte[] last = [];
        int failures = 0;
        do
        {
            try
            {
                byte[] next = Write(topic.EventName, await source.NextAsync());
                if (!next.AsSpan().SequenceEqual(last)) hub.Publish(this, last = next);
                failures = 0;
                await Task.Delay(Gap, time);
            }
            catch (Exception e)
            {
                if (failures++ == 0)
                {
                    log.TopicUnavailable(e, topic.EventName, topic.Business);
                    hub.Publish(this, last = Write("unavailable", new TopicEvent(topic.ToString())));
                }

                source = sources(topic);
                TimeSpan wait = Gap * Math.Pow(2, Math.Min(failures, 6));
                await Task.Delay(wait < LongestRetry ? wait : LongestRetry, time);
            }
        }
        while (hub.GoesOn(this));
    }

    private static byte[] Write(string name, TopicEvent news) =>
        Encoding.UTF8.GetBytes($"event: {name}\ndata: {JsonSerializer.Serialize(news, GatewayJson.Context.TopicEvent)}\n\n");
}
