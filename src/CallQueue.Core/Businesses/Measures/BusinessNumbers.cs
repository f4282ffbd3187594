using CallQueue.Businesses;
using CallQueue.Instruments;

namespace CallQueue.Businesses.Measures;

/// <summary>The numbers that one active business publishes with its commits. Written in its turns, read by whoever scrapes: each number is right, together they may be of two commits.</summary>
internal sealed class BusinessNumbers(BusinessId id)
{
    /// <summary>The value of its attribute; null: it has none.</summary>
    public string? Series { get; set; }

    public BusinessId Id { get; } = id;

    public long Ready { get; set; }

    public long Delayed { get; set; }

    public long Live { get; set; }

    public long Slots { get; set; }

    /// <summary>Why its ready calls wait; null: they don't.</summary>
    public HoldKind? Hold { get; set; }

    /// <summary>When the next turn is due, in ticks (UTC); 0: no time.</summary>
    public long NextAt { get; set; }

    /// <summary>Since when the first of the ready calls waits, in ticks (UTC); 0: none does.</summary>
    public long ReadySince { get; set; }

    /// <summary>Since when the oldest lease is held, in ticks (UTC); 0: there is none.</summary>
    public long LeasedSince { get; set; }

    /// <summary>Its outboxes; replaced when one is added.</summary>
    public OutboxNumbers[] Outboxes { get; set; } = [];
}

/// <summary>The numbers of one outbox of a business.</summary>
internal sealed class OutboxNumbers(string sink)
{
    public string Sink { get; } = sink;

    public long Pending { get; set; }

    /// <summary>When the oldest pending end was, in ticks (UTC); 0: nothing is pending.</summary>
    public long Since { get; set; }
}
