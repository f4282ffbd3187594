using CallQueue.Outboxes;

namespace CallQueue.Businesses;

/// <summary>How each kind of list is written.</summary>
internal static class PageFormats
{
    public static PageFormat<QueuedCall> Queued { get; } = new(CallQueueJson.Default.ListQueuedCall, QueuedCall.Weigh);

    public static PageFormat<DelayedCall> Delayed { get; } = new(CallQueueJson.Default.ListDelayedCall, call => 40 + QueuedCall.Weigh(call.Call));

    public static PageFormat<EndedThing> Ended { get; } = new(CallQueueJson.Default.ListEndedThing, thing => 48 + thing.Name.Length);

    public static PageFormat<StruckChange> Struck { get; } = new(CallQueueJson.Default.ListStruckChange, change => 32 + change.Key.Length);

    public static PageFormat<OutboxEntry> Untold { get; } = new(CallQueueJson.Default.ListOutboxEntry, OutboxEntry.Weigh);
}
