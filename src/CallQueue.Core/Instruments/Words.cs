using CallQueue.Carriers;

namespace CallQueue.Instruments;

/// <summary>Words for attributes.</summary>
internal static class Words
{
    /// <summary>By <see cref="Outcome"/>.</summary>
    private static readonly string[] Outcomes = ["completed", "busy", "no_answer", "failed", "canceled", "rejected", "expired", "blocked", "voicemail", "no_agent"];

    public static string Of(Outcome outcome) => Outcomes[(int)outcome];

    public static string Of(CarrierStatus status) => status switch
    {
        CarrierStatus.Queued => "queued",
        CarrierStatus.Ringing => "ringing",
        CarrierStatus.InProgress => "in_progress",
        _ => "ended",
    };
}
