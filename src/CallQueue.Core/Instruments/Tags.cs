namespace CallQueue.Instruments;

/// <summary>The names of attributes.</summary>
public static class Tags
{
    /// <summary>The kind of an actor.</summary>
    public const string Actor = "callqueue.actor";

    /// <summary>A business's id, within <see cref="InstrumentOptions.Businesses"/>.</summary>
    public const string Business = "callqueue.business";

    /// <summary>The carrier's name.</summary>
    public const string Carrier = "callqueue.carrier";

    /// <summary>How a call ended.</summary>
    public const string Outcome = "callqueue.outcome";

    /// <summary>What became of something.</summary>
    public const string Result = "callqueue.result";

    /// <summary>Why something waits.</summary>
    public const string Reason = "callqueue.reason";

    /// <summary>Where a call is: ready, delayed or live.</summary>
    public const string State = "callqueue.state";

    /// <summary>The name of a sink.</summary>
    public const string Sink = "callqueue.sink";

    /// <summary>The number of an attempt, in traces only.</summary>
    public const string Attempt = "callqueue.attempt";

    /// <summary>The carrier's id of a call, in traces only.</summary>
    public const string CarrierCall = "callqueue.carrier.call_id";

    /// <summary>The state of a call in a webhook, in traces only.</summary>
    public const string Status = "callqueue.status";

    /// <summary>OpenTelemetry's attribute for the kind of an error; absent on success.</summary>
    public const string Error = "error.type";
}
