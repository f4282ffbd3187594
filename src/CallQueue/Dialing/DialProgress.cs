using CallQueue.Businesses;
using CallQueue.Runs;

namespace CallQueue.Dialing;

/// <summary>The displayed state of a run in progress.</summary>
/// <param name="Run">The run.</param>
/// <param name="Business">Its business at about the same moment.</param>
/// <param name="Elapsed">The time since this process began to dial.</param>
/// <param name="PerMinute">Calls that end per minute; null while it is unknown.</param>
/// <param name="Left">The estimated time for the rest; null while it is unknown.</param>
/// <param name="Note">A note for the user; null: none.</param>
internal sealed record DialProgress(
    RunSnapshot Run, BusinessSnapshot Business, TimeSpan Elapsed, double? PerMinute, TimeSpan? Left, string? Note)
{
    public CallCounts Counts => Run.Counts;

    /// <summary>Why people wait although a slot is free; null: nobody does.</summary>
    public string? Waiting(TimeProvider time)
    {
        Hold[] holds = [.. Business.Holds.Where(hold => hold.Kind is not (HoldKind.Slots or HoldKind.Trunk or HoldKind.Loading or HoldKind.RunIncomplete))];
        if (Note is not null) return null;
        bool isIdle = Counts.Live < Business.Settings.Slots && Counts.Ready + Counts.Delayed > 0;
        if (!isIdle || (holds.Length == 0 && Counts.Ready > 0)) return null;
        string why = holds.Length > 0 ? string.Join(", ", holds.Select(Word).Distinct()) : "their scheduled time";
        string next = Business.NextAt is { } at && at - time.GetUtcNow() > TimeSpan.FromSeconds(2)
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
