using CallQueue.Businesses;
using CallQueue.Dialing;
using CallQueue.Runs;

namespace CallQueue.Composition;

/// <summary>A business's queue, as <c>callqueue status</c> shows it.</summary>
/// <param name="Holds">What ready calls are waiting for, in words.</param>
internal sealed record QueueView(
    bool Paused, int Slots, int Live, long Ready, long Delayed, IReadOnlyList<string> Holds, DateTimeOffset? NextAt, IReadOnlyList<RunSnapshot> Runs)
{
    public static QueueView Of(BusinessSnapshot business) => new(
        business.Paused, business.InForce.Slots, business.Live.Count, business.Counts.Ready, business.Counts.Delayed,
        [.. business.Holds.Select(DialProgress.Word).Distinct()], business.NextAt, business.Runs);
}
