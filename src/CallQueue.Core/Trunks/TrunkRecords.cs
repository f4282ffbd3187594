namespace CallQueue.Trunks;

/// <summary>What one business has of the trunk.</summary>
/// <param name="Epoch">The business instance that asked last.</param>
internal sealed record TrunkBooking(string Business, long Epoch, int Demand, int Share);

/// <summary>The trunk's root record.</summary>
internal sealed record TrunkRoot
{
    public IReadOnlyList<TrunkBooking> Bookings { get; init; } = [];

    public long Stamp { get; init; }

    /// <summary>Why the account rejects calls; null when it accepts them.</summary>
    public string? Stopped { get; init; }
}
