namespace CallQueue.Carriers;

/// <summary>
/// Which events of a call a carrier is asked to report. Every report costs a request. A state that is not reported is not shown before the
/// call is looked up for its silence, and until then the call is missing in lists of calls that ring or talk.
/// </summary>
public enum ReportedEvents
{
    /// <summary>Ringing, answered and ended.</summary>
    All,

    /// <summary>Answered and ended.</summary>
    Answered,

    /// <summary>Ended alone.</summary>
    Ended,
}
