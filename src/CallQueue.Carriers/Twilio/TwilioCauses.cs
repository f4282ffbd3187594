using System.Globalization;

namespace CallQueue.Carriers.Twilio;

/// <summary>The state or outcome of a Twilio call, from its status and the SIP code that only callbacks have.</summary>
internal static class TwilioCauses
{
    /// <summary>The status in our words; null for a word that Twilio does not document.</summary>
    public static CarrierStatus? StatusOf(string? callStatus) => callStatus switch
    {
        "queued" or "initiated" => CarrierStatus.Queued,
        "ringing" => CarrierStatus.Ringing,
        "in-progress" => CarrierStatus.InProgress,
        "completed" or "busy" or "no-answer" or "failed" or "canceled" => CarrierStatus.Ended,
        _ => null,
    };

    /// <summary>The outcome of an ended call, and whether calling again can help.</summary>
    /// <param name="callStatus">A terminal status.</param>
    /// <param name="sip">SipResponseCode; null when absent.</param>
    public static (Outcome Outcome, bool Retryable) EndOf(string callStatus, int? sip) => callStatus switch
    {
        "completed" => (Outcome.Completed, false),
        "canceled" => (Outcome.Canceled, false),
        "busy" => (Outcome.Busy, true),
        // Twilio also reports "no-answer" for a declined call; the SIP code distinguishes them.
        "no-answer" => IsDeclined(sip) ? (Outcome.Rejected, true) : (Outcome.NoAnswer, true),
        _ => BySip(sip),
    };

    /// <summary>Twilio's own words for an end.</summary>
    public static string ReasonOf(string callStatus, int? sip) =>
        sip is null ? callStatus : string.Create(CultureInfo.InvariantCulture, $"{callStatus} (SIP {sip})");

    // Declined calls stay retryable: a policy retries rejected calls only on request.
    private static (Outcome, bool) BySip(int? sip) => sip switch
    {
        404 or 410 or 484 or 604 => (Outcome.Failed, false),
        486 or 600 => (Outcome.Busy, true),
        408 or 480 or 487 => (Outcome.NoAnswer, true),
        _ when IsDeclined(sip) => (Outcome.Rejected, true),
        200 => (Outcome.Failed, false),
        _ => (Outcome.Failed, true),
    };

    private static bool IsDeclined(int? sip) => sip is 403 or 603 or 607 or 608;
}
