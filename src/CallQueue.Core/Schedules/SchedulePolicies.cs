namespace CallQueue.Schedules;

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
    /// <summary>It comes with the first pass only.</summary>
    Once,

    /// <summary>It comes with both passes.</summary>
    Both,
}

/// <summary>What becomes of occurrences that were missed because nothing ran when they were due.</summary>
public enum MisfirePolicy
{
    /// <summary>The newest of them is made up.</summary>
    RunOnce,

    /// <summary>None of them is.</summary>
    Skip,

    /// <summary>The newest are made up, in order, as many as the limit allows.</summary>
    RunAll,
}

/// <summary>What becomes of an occurrence while an earlier one still has calls waiting or live.</summary>
public enum OverlapPolicy
{
    /// <summary>Its calls join the queue beside those of the earlier one.</summary>
    Queue,

    /// <summary>It is left out.</summary>
    Skip,

    /// <summary>What of the earlier one has not been dialed is cancelled first; live calls end by themselves.</summary>
    CancelEarlier,
}
