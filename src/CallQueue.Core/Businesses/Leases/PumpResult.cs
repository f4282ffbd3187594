using CallQueue.Businesses.Queues;

namespace CallQueue.Businesses.Leases;

/// <summary>What the pump did and why it stopped.</summary>
/// <param name="Leased">New leases, in the order in which they are to be dialed.</param>
/// <param name="Holds">Why the rest waits, most general first.</param>
/// <param name="NextAt">When something changes by time alone; null when nothing does.</param>
/// <param name="IsChange">Whether it changed anything that is to be committed.</param>
internal sealed record PumpResult(
    IReadOnlyList<Lease> Leased, IReadOnlyList<Hold> Holds, DateTimeOffset? NextAt, bool IsChange)
{
    /// <summary>Whether ready calls could be dialed now but for slots, rates and the trunk.</summary>
    public bool CouldDial { get; init; }

    /// <summary>Calls that it set aside until their time: their window is closed, or too many others wait for their numbers.</summary>
    public IReadOnlyList<DelayedCall> Delayed { get; init; } = [];
}
