using CallQueue.Histories;

namespace CallQueue.Runs;

/// <summary>The counters of a business or a run as a history follows them.</summary>
internal static class HistoryCounts
{
    private static readonly Outcome[] Outcomes = Enum.GetValues<Outcome>();

    /// <param name="calls">Null: there are none yet.</param>
    /// <param name="dials">Null: nothing was dialed.</param>
    public static HistoryCounters Of(CallCounts? calls, DialCounts? dials) => calls is null ? HistoryCounters.Zero : new HistoryCounters
    {
        Submitted = calls.Total,
        Dialed = dials?.Dialed ?? 0,
        Answered = dials?.Answered ?? 0,
        TalkSeconds = dials?.TalkSeconds ?? 0,
        Live = calls.Live,
        Waiting = calls.Ready + calls.Delayed,
        Ended = Array.ConvertAll(Outcomes, calls.Of),
    };
}
