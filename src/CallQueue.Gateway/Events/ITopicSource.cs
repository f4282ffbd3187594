namespace CallQueue.Events;

/// <summary>Where a topic's news comes from. It belongs to one watch, which asks it one thing at a time.</summary>
internal interface ITopicSource
{
    /// <summary>
    /// The state at once at the first call; after that as soon as it may have changed, or after a few seconds. It may be the same again.
    /// </summary>
    /// <exception cref="Hosting.UnavailableException">An actor could not be reached. A new source begins anew.</exception>
    Task<TopicEvent> NextAsync();
}

/// <summary>Makes the source of a topic.</summary>
internal delegate ITopicSource TopicSources(EventTopic topic);
