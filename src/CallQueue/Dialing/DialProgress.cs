using CallQueue.Businesses;
using CallQueue.Runs;

namespace CallQueue.Dialing;

/// <summary>The displayed state of a run in progress.</summary>
/// <param name="Counts">The run's calls by state.</param>
/// <param name="Queue">Its business at about the same moment.</param>
/// <param name="Elapsed">The time since this process began to dial.</param>
/// <param name="PerMinute">Calls that end per minute; null while it is unknown.</param>
/// <param name="Left">The estimated time for the rest; null while it is unknown.</param>
/// <param name="Note">A note for the user; null: none.</param>
internal sealed record DialProgress(
    CallCounts Counts, QueueState Queue, TimeSpan Elapsed, double? PerMinute, TimeSpan? Left, string? Note)
{
    /// <summary>Why people wait although a slot is free; null: nobody does.</summary>
    public string? Waiting(TimeProvider time)
    {
        Hold[] holds = [.. Queue.Holds.Where(hold => hold.Kind is not (HoldKind.Slots or HoldKind.Trunk or HoldKind.Loading or HoldKind.RunIncomplete))];
        if (Note is not null) return null;
        bool isIdle = Counts.Live < Queue.Slots && Counts.Ready + Counts.Delayed > 0;
        if (!isIdle || (holds.Length == 0 && Counts.Ready > 0)) return null;
        string why = holds.Length > 0 ? string.Join(", ", holds.Select(Word).Distinct()) : "their scheduled time";
        string next = Queue.NextAt is { } at && at - time.GetUtcNow() > TimeSpan.FromSeconds(2)
            ? $", next at {TimeZoneInfo.ConvertTime(at, time.LocalTimeZone):HH:mm:ss}" : "";
        return $"waiting for {why}{next}";
    }

    /// <summary>What a hold waits for, in words.</summary>
    internal static string Word(Hold hold) => hold.Kind switch
    {
        HoldKind.Rate => "the rate limit",
        HoldKind.TrunkRate => "the carrier's dial rate",
        HoldKind.TrunkPaused => "the carrier, which asked us to slow down",
        HoldKind.TrunkChannels => "a free channel at the carrier",
        HoldKind.Window => "the calling window to open",
        HoldKind.NumberBusy => "a number that already has a live call",
        HoldKind.Paused or HoldKind.RunPaused => "the pause to end",
        _ => hold.ToString(),
    };
}

/// <summary>What the display shows of a business.</summary>
/// <param name="Slots">Its maximum number of live calls.</param>
/// <param name="Holds">Why ready calls wait.</param>
/// <param name="NextAt">When something is next due; null when nothing is.</param>
internal sealed record QueueState(int Slots, IReadOnlyList<Hold> Holds, DateTimeOffset? NextAt)
{
    public static QueueState Of(BusinessSnapshot business) => new(business.InForce.Slots, business.Holds, business.NextAt);

    /// <summary>Why the carrier account rejects calls; null while it accepts them.</summary>
    public string? CarrierReason => Holds.Where(hold => hold.Kind == HoldKind.TrunkStopped).Select(hold => hold.Reason ?? "").FirstOrDefault();
}
