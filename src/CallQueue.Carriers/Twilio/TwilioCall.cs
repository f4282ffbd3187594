using CallQueue.Http;
using Twilio.Rest.Api.V2010.Account;

namespace CallQueue.Carriers.Twilio;

/// <summary>What we read of a Call resource.</summary>
internal sealed record TwilioCall(
    string Sid, string Status, string? Direction, string? To, string? From, DateTimeOffset? CreatedAt, DateTimeOffset? StartedAt,
    string? Duration, string? AnsweredBy, DateTimeOffset? EndedAt)
{
    /// <summary>The call in a JSON object; null when it is not one, or a field is not what Twilio documents.</summary>
    public static TwilioCall? Parse(string body) =>
        TwilioResources.Read(body, CallResource.FromJson) is { Sid: { Length: > 0 } sid } call && call.Status?.ToString() is { Length: > 0 } status
            ? new TwilioCall(sid, status, call.Direction, call.To, call.From, Time(call.DateCreated), Time(call.StartTime), call.Duration, call.AnsweredBy, Time(call.EndTime))
            : null;

    /// <summary>The report; null when the status is a word we don't know.</summary>
    public CarrierReport? ToReport()
    {
        if (TwilioCauses.StatusOf(Status) is not { } status) return null;
        var report = new CarrierReport(new CarrierCallId(Sid), status, AnsweredBy: TwilioMachines.VerdictOf(AnsweredBy));
        if (status != CarrierStatus.Ended) return report;
        (Outcome outcome, bool retryable) = TwilioCauses.EndOf(Status, sip: null);
        // Ended while it waited in Twilio's queue: no start, so nobody was called (which of the two words Twilio uses is not documented).
        if (Status == "completed" && StartedAt is null && Numbers.Seconds(Duration) is null) outcome = Outcome.Canceled;
        return report with { Outcome = outcome, Retryable = retryable, Reason = Status, Duration = Numbers.Seconds(Duration) };
    }

    // The package makes local times of Twilio's, which carry their offset.
    private static DateTimeOffset? Time(DateTime? time) => time is { } known ? new DateTimeOffset(known.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(known, DateTimeKind.Utc) : known).ToUniversalTime() : null;
}
