using System.Collections.Concurrent;
using System.Threading.Channels;
using CallQueue.Events;

namespace CallQueue.Gateway.Tests.Events;

/// <summary>Topics whose news a test gives. It counts the sources that were made, and notes when each was asked.</summary>
internal sealed class ScriptedSources(TimeProvider time)
{
    private readonly ConcurrentDictionary<EventTopic, int> _made = [];
    private int _count;

    /// <summary>What the next question gets; null: it waits until <see cref="Answer"/> or <see cref="Fail"/> says so.</summary>
    public Func<EventTopic, int, TopicEvent>? Always { get; set; }

    /// <summary>When a source was asked, in this order.</summary>
    public ConcurrentQueue<DateTimeOffset> Asked { get; } = [];

    private readonly Channel<Func<TopicEvent>> _next = Channel.CreateUnbounded<Func<TopicEvent>>();

    public int MadeFor(EventTopic topic) => _made.GetValueOrDefault(topic);

    public ITopicSource Make(EventTopic topic)
    {
        _made.AddOrUpdate(topic, 1, (_, count) => count + 1);
        return new Source(this, topic);
    }

    public static TopicEvent News(EventTopic topic, string mark) => new(topic.ToString(), Problems: [new ProblemView("test", null, mark, null)]);

    public void Answer(TopicEvent news) => _next.Writer.TryWrite(() => news);

    public void Fail(Exception failure) => _next.Writer.TryWrite(() => throw failure);

    private sealed class Source(ScriptedSources all, EventTopic topic) : ITopicSource
    {
        public async Task<TopicEvent> NextAsync()
        {
            all.Asked.Enqueue(all.Now);
            return all.Always is { } always ? always(topic, Interlocked.Increment(ref all._count)) : (await all._next.Reader.ReadAsync())();
        }
    }

    private DateTimeOffset Now => time.GetUtcNow();
}
