using System.Diagnostics;
using CallQueue.Calls;
using CallQueue.Instruments;

namespace CallQueue.Outboxes;

/// <summary>The spans of deliveries in the traces of their calls (<see cref="CallTraces"/>). Thread-safe.</summary>
public static class DeliveryTraces
{
    /// <summary>A delivery of an end to a sink begins; null: it is not traced.</summary>
    public static Activity? Begin(Ending ending, string sink) => ending is not Ending.OfCall { Call: var call } ? null
        : CallTraces.Begin("callqueue.delivery", ActivityKind.Producer, call.Id, call.Spec)?.SetTag(Tags.Sink, sink).SetTag(Tags.Outcome, Words.Of(call.Outcome!.Value));
}
