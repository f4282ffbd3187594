using CallQueue.Businesses;

namespace CallQueue.Outboxes;

/// <summary>
/// Somewhere outside that is notified of every call and run that has ended: at least once, with the same
/// <see cref="Ending.EventId"/> each time. Shared by all businesses of a process; called from many turns at once.
/// </summary>
public interface IEndingSink
{
    /// <summary>Names its outbox in each business's record: never changed, 1 to 32 characters.</summary>
    string Name { get; }

    /// <summary>Ends it takes at once: 1 to 128.</summary>
    int MostAtOnce { get; }

    /// <summary>Whether a business with these settings delivers to it. Pending ends are dropped when this becomes false.</summary>
    bool Wants(BusinessSettings settings);

    /// <summary>
    /// Takes a batch. One answer for each ending, in their order; an exception leaves the whole batch where it is, to be
    /// delivered again after a while, in the same order. Limits its own time.
    /// </summary>
    /// <exception cref="SinkUnavailableException">It takes nothing now.</exception>
    Task<IReadOnlyList<Delivery>> DeliverAsync(EndingBatch batch);
}

/// <summary>Ends of one business, in the order in which they came, as far as none of them failed before.</summary>
public sealed record EndingBatch(BusinessId Business, BusinessSettings Settings, IReadOnlyList<Ending> Endings);

/// <summary>The result of delivering one end.</summary>
public abstract record Delivery
{
    private Delivery() { }

    /// <summary>It is there.</summary>
    public sealed record Done : Delivery
    {
        public static Done Instance { get; } = new();
    }

    /// <summary>It is delivered again later; others are delivered before it. <paramref name="Problem"/> holds no secret and no URL.</summary>
    public sealed record Failed(string Problem) : Delivery;

    /// <summary>It is never delivered again. <paramref name="Problem"/> holds no secret and no URL.</summary>
    public sealed record Refused(string Problem) : Delivery;
}
