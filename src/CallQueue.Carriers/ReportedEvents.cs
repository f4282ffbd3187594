namespace CallQueue.Carriers;

/// <summary>
/// Which events of a call a carrier is asked to report. Every report costs a request. A state that is not reported is not shown before the
/// call is looked up for its silence, and until then the call is missing in lists of calls that ring or talk.
/// </summary>
public enum ReportedEvents
{
    /// <summary>Ended; ringing and answered too where somebody looks (<see cref="DialRequest.NoProgress"/>).</summary>
    AsNeeded,

    /// <summary>Ringing, answered and ended.</summary>
    All,

    /// <summary>Answered and ended.</summary>
    Answered,

    /// <summary>Ended alone.</summary>
    Ended,
}

/// <summary>The events of one dial.</summary>
internal static class ReportedEventsOfDial
{
    /// <summary>The events that are asked for with <paramref name="request"/>: never <see cref="ReportedEvents.AsNeeded"/>.</summary>
    public static ReportedEvents For(this ReportedEvents chosen, DialRequest request) =>
        chosen != ReportedEvents.AsNeeded ? chosen : request.NoProgress ? ReportedEvents.Ended : ReportedEvents.All;
}
