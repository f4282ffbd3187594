using CallQueue.Runs;

namespace CallQueue.Planning;

/// <summary>How a run would go. Times are UTC.</summary>
/// <param name="EndsAt">When its last call would have ended; null: not within the time that was looked ahead.</param>
/// <param name="Counts">How the calls would have ended.</param>
/// <param name="Dials">Dials in all, retries included.</param>
/// <param name="MostLive">The most calls that would be live at once.</param>
/// <param name="Hours">Hour by hour, those in which anything is dialed.</param>
/// <param name="NeverDialed">People who would not be dialed at all: their windows and deadlines leave no room.</param>
/// <param name="TalkSeconds">All conversations together.</param>
/// <param name="BilledMinutes">The same, each begun minute of a call counted whole.</param>
/// <param name="Cost">Of the billed minutes; null when no price was given.</param>
public sealed record RunPlan(
    DateTimeOffset StartsAt,
    DateTimeOffset? EndsAt,
    CallCounts Counts,
    long Dials,
    int MostLive,
    IReadOnlyList<PlannedHour> Hours,
    Unreached NeverDialed,
    long TalkSeconds,
    long BilledMinutes,
    decimal? Cost)
{
    /// <summary>Dials per hour, on average of the hours in which anything is dialed.</summary>
    public double DialsPerHour => Hours.Count == 0 ? 0 : Math.Round((double)Dials / Hours.Count, 1);
}

/// <summary>What happens within the hour that begins at <paramref name="From"/>.</summary>
/// <param name="Answered">Dials of the hour that are answered.</param>
public sealed record PlannedHour(DateTimeOffset From, int Dials, int Answered);

/// <summary>Calls that would not be dialed.</summary>
/// <param name="Indexes">The places in the run of the first hundred of them; 0 is the first call.</param>
public sealed record Unreached(long Count, IReadOnlyList<int> Indexes);

/// <summary>How far the playing has come.</summary>
/// <param name="At">The virtual time.</param>
public sealed record PlanProgress(DateTimeOffset At, long Ended, long Total);
