using CallQueue.Hosting.Local;

namespace CallQueue.Hosting;

/// <summary>One actor's alarm in the clock.</summary>
internal sealed class AlarmEntry(ActorAddress owner, DateTimeOffset dueAt) : IComparable<AlarmEntry>
{
    public ActorAddress Owner { get; } = owner;

    /// <summary>As stored.</summary>
    public DateTimeOffset DueAt { get; } = dueAt;

    /// <summary>When it rings: the due time first, later ones while its actor neither sets nor clears it. Changed only outside the clock's set.</summary>
    public DateTimeOffset RingAt { get; set; } = dueAt;

    /// <summary>Failed rings in a row.</summary>
    public int Failures { get; set; }

    /// <summary>Whether its turn is in progress.</summary>
    public bool Ringing { get; set; }

    public int CompareTo(AlarmEntry? other)
    {
        if (other is null) return 1;
        var order = RingAt.CompareTo(other.RingAt);
        if (order == 0) order = string.CompareOrdinal(Owner.Kind, other.Owner.Kind);
        return order == 0 ? string.CompareOrdinal(Owner.Key, other.Owner.Key) : order;
    }
}
