using CallQueue.Businesses;
using CallQueue.Runs;

namespace CallQueue.Queues;

/// <summary>
/// The source of all statistics [X1]: one snapshot of one business, so that all endpoints agree.
/// Total = waiting + delayed + active + completed + failed.
/// </summary>
/// <param name="Waiting">Calls that wait for a slot.</param>
/// <param name="Delayed">Calls that wait for their time.</param>
/// <param name="Active">Calls that hold a slot.</param>
/// <param name="Failed">Calls that ended without being completed, including canceled ones [X9].</param>
/// <param name="EndedPerMinute">Calls that ended, per minute, over the last five minutes.</param>
/// <param name="AverageTalkSeconds">Mean talk time of completed calls; 0 before the first.</param>
internal sealed record QueueNumbers(
    long Waiting, long Delayed, long Active, long Completed, long Failed, bool IsPaused, double EndedPerMinute, double AverageTalkSeconds)
{
    public long Total => Waiting + Delayed + Active + Completed + Failed;

    /// <summary>Completed calls among those that ended, 0 to 1; 0 before the first.</summary>
    public double SuccessRate => Completed + Failed == 0 ? 0 : (double)Completed / (Completed + Failed);

    /// <summary>The other calls among those that ended, 0 to 1; 0 before the first.</summary>
    public double FailureRate => Completed + Failed == 0 ? 0 : 1 - SuccessRate;

    /// <summary>Calls wait because the carrier account rejects calls, or has asked for a pause.</summary>
    public bool IsHeldByCarrier { get; init; }

    /// <summary>The limits and fences of the business that hold ready calls back; null when none does.</summary>
    public IReadOnlyList<string>? HeldBy { get; init; }

    /// <summary>healthy; paused: it dials nothing because it was paused; degraded: the carrier does not accept calls.</summary>
    public string Health => IsPaused ? "paused" : IsHeldByCarrier ? "degraded" : "healthy";

    public static QueueNumbers Of(BusinessSnapshot business)
    {
        CallCounts counts = business.Counts;
        return new QueueNumbers(
            counts.Ready, counts.Delayed, counts.Live, counts.Completed, counts.Ended - counts.Completed,
            business.Paused, business.Pace.EndedPerMinute, business.Pace.AverageTalk?.TotalSeconds ?? 0)
        {
            HeldBy = business.Holds.Where(hold => hold.Kind is HoldKind.Quota or HoldKind.Jump or HoldKind.Ceiling or HoldKind.CallerIds).Select(hold => hold.ToString()).ToList() is { Count: > 0 } held ? held : null,
            IsHeldByCarrier = business.Holds.Any(hold => hold.Kind is HoldKind.TrunkStopped or HoldKind.TrunkPaused),
        };
    }
}
