using System.Security.Cryptography;
using CallQueue.Access;
using Microsoft.Extensions.Logging;

namespace CallQueue.Events;

/// <summary>
/// The topics that this process watches: each once, however many follow it, and none that nobody follows. Events are numbered over all topics, so that one id
/// says what a viewer has seen of all its topics. Thread-safe.
/// </summary>
internal sealed class EventHub(TopicSources sources, TimeProvider time, ILogger<EventHub> log)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<EventTopic, TopicWatch> _watches = [];

    /// <summary>Of this process since its start: numbers of another mean nothing here.</summary>
    private readonly string _epoch = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
    private long _count;

    /// <summary>How many topics are watched, also those whose last viewer has just left.</summary>
    public int Watched
    {
        get
        {
            lock (_gate) return _watches.Count;
        }
    }

    /// <summary>
    /// Begins to follow topics; to be disposed of at its end. What the viewer has seen, by the id of its last event, is left out; an id of another process or
    /// of other topics counts as none, so that everything is sent again.
    /// </summary>
    public Viewer Enter(IReadOnlyList<EventTopic> topics, string? lastEventId)
    {
        string prefix = $"{_epoch}.{Convert.ToHexStringLower(Digest.Of(string.Join(',', topics.Select(topic => topic.ToString()).Order(StringComparer.Ordinal))), 0, 4)}.";
        long seen = lastEventId is not null && lastEventId.StartsWith(prefix, StringComparison.Ordinal) && long.TryParse(lastEventId.AsSpan(prefix.Length), out long number) ? number : 0;
        lock (_gate)
        {
            var viewer = new Viewer(this, prefix, seen, topics.Select(Watch));
            foreach (TopicWatch watch in viewer.Watches) watch.Viewers.Add(viewer);
            return viewer;
        }
    }

    /// <summary>The newest event of each topic that the viewer has not seen, in the order of their numbers.</summary>
    internal IReadOnlyList<PublishedEvent> Take(Viewer viewer)
    {
        // One lock with Publish: whoever has seen an event has seen all before it.
        lock (_gate) return viewer.TakeNews();
    }

    internal void Leave(Viewer viewer)
    {
        lock (_gate) foreach (TopicWatch watch in viewer.Watches) watch.Viewers.Remove(viewer);
    }

    /// <summary>The topic's newest event replaces the one before it, also for viewers that have not taken that one.</summary>
    internal void Publish(TopicWatch watch, byte[] body)
    {
        lock (_gate)
        {
            watch.Latest = new PublishedEvent(++_count, body);
            foreach (Viewer viewer in watch.Viewers) viewer.Wake();
        }
    }

    /// <summary>Whether somebody still follows the topic; otherwise its watch is over.</summary>
    internal bool GoesOn(TopicWatch watch)
    {
        lock (_gate)
        {
            if (watch.Viewers.Count > 0) return true;
            _watches.Remove(watch.Topic);
            return false;
        }
    }

    private TopicWatch Watch(EventTopic topic)
    {
        if (_watches.TryGetValue(topic, out TopicWatch? known)) return known;
        TopicWatch watch = _watches[topic] = new TopicWatch(topic, this, sources, time, log);
        _ = Task.Run(watch.RunAsync);
        return watch;
    }
}

/// <summary>An event as it is sent to all who follow its topic, without its id.</summary>
/// <param name="Number">Grows with every event of the process.</param>
/// <param name="Body">The lines after the id.</param>
internal sealed record PublishedEvent(long Number, byte[] Body);
