using CallQueue.Businesses;
using CallQueue.Runs;

namespace CallQueue.Dialing;

/// <summary>A run under way, as it is shown.</summary>
/// <param name="Run">The run.</param>
/// <param name="Business">Its business at about the same moment.</param>
/// <param name="Elapsed">Since this process began to dial.</param>
/// <param name="PerMinute">Calls that end per minute; null while that can't be said.</param>
/// <param name="Left">About how long the rest takes; null while that can't be said.</param>
/// <param name="Note">What the user should know now; null: nothing.</param>
internal sealed record DialProgress(
    RunSnapshot Run, BusinessSnapshot Business, TimeSpan Elapsed, double? PerMinute, TimeSpan? Left, string? Note)
{
    public CallCounts Counts => Run.Counts;

    /// <summary>What keeps people waiting though a slot is free; null: nothing does.</summary>
    public string? Waiting(TimeProvider time)
    {
        string[] holds = [.. Business.Holds.Where(hold => hold is not ("slots" or "trunk" or "loading" or "run incomplete"))];
        if (Note is not null) return null;
        bool isIdle = Counts.Live < Business.Settings.Slots && Counts.Ready + Counts.Delayed > 0;
        if (!isIdle || (holds.Length == 0 && Counts.Ready > 0)) return null;
        string why = holds.Length > 0 ? string.Join(", ", holds.Select(Word).Distinct()) : "their time";
        string next = Business.NextAt is { } at && at - time.GetUtcNow() > TimeSpan.FromSeconds(2)
            ? $", next at {TimeZoneInfo.ConvertTime(at, time.LocalTimeZone):HH:mm:ss}" : "";
        return $"waiting for {why}{next}";
    }

    private static string Word(string hold) => hold switch
    {
        "rate" => "the rate limit",
        "trunk pace" => "the carrier's pace",
        "trunk closed" => "the carrier, which asked to slow down",
        "trunk channels" => "a free channel at the carrier",
        "window" => "the calling window to open",
        "number busy" => "a number that is live already",
        "paused" or "run paused" => "the pause to end",
        _ => hold,
    };
}
