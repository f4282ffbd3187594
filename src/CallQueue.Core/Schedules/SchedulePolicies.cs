namespace CallQueue.Schedules;

/// <summary>Which days match where an expression restricts both the day of the month and the day of the week.</summary>
public enum DayMatch
{
    /// <summary>Days that match one of them, as in Unix cron.</summary>
    Either,

    /// <summary>Days that match both.</summary>
    Both,
}

/// <summary>What becomes of a local time that the clock jumps over.</summary>
public enum SkippedTime
{
    /// <summary>It comes with the first instant after the gap, once even where several fall into it.</summary>
    NextValid,

    /// <summary>It does not come that day.</summary>
    Skip,
}

/// <summary>What becomes of a local time that the clock shows twice.</summary>
public enum DoubledTime
{
    /// <summary>
    /// It comes with the first pass only. An expression whose hours are an asterisk, a range or steps comes at intervals, not at a
    /// time of the day: it goes on through both passes.
    /// </summary>
    Once,

    /// <summary>It comes with both passes.</summary>
    Both,
}

/// <summary>What becomes of occurrences that were missed because nothing ran when they were due.</summary>
public enum MisfirePolicy
{
    /// <summary>The newest missed occurrence is submitted.</summary>
    RunOnce,

    /// <summary>No missed occurrence is submitted.</summary>
    Skip,

    /// <summary>The newest missed occurrences are submitted, in order, up to the limit.</summary>
    RunAll,
}

/// <summary>What becomes of an occurrence while an earlier one still has calls waiting or live.</summary>
public enum OverlapPolicy
{
    /// <summary>Its calls join the queue beside those of the earlier one.</summary>
    Queue,

    /// <summary>It is left out.</summary>
    Skip,

    /// <summary>Calls of the earlier one that were not dialed are canceled first; live calls end by themselves.</summary>
    CancelEarlier,
}
