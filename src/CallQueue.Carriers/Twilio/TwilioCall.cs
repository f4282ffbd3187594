using System.Globalization;
using System.Text.Json;
using CallQueue.Http;

namespace CallQueue.Carriers.Twilio;

/// <summary>A Call resource as the REST API shows it: every value a string or null.</summary>
internal sealed record TwilioCall(
    string Sid, string Status, string? Direction, string? To, string? From, DateTimeOffset? CreatedAt, string? StartTime,
    string? Duration, string? AnsweredBy, DateTimeOffset? EndedAt)
{
    /// <summary>The call in a JSON object; null when it is not one.</summary>
    public static TwilioCall? Read(JsonElement json) =>
        json.Text("sid") is { } sid && json.Text("status") is { } status
            ? new TwilioCall(
                sid, status, json.Text("direction"), json.Text("to"), json.Text("from"), Time(json.Text("date_created")),
                json.Text("start_time"), json.Text("duration"), json.Text("answered_by"), Time(json.Text("end_time")))
            : null;

    public static TwilioCall? Parse(string body) => JsonAnswer.ParseObject(body) is { } json ? Read(json) : null;

    /// <summary>The report; null when the status is a word we don't know.</summary>
    public CarrierReport? ToReport()
    {
        if (TwilioCauses.StatusOf(Status) is not { } status) return null;
        var report = new CarrierReport(new CarrierCallId(Sid), status, AnsweredBy: TwilioMachines.VerdictOf(AnsweredBy));
        if (status != CarrierStatus.Ended) return report;
        (Outcome outcome, bool retryable) = TwilioCauses.EndOf(Status, sip: null);
        // Ended while it waited in Twilio's queue: no start, so nobody was called (which of the two words Twilio uses is not documented).
        if (Status == "completed" && StartTime is null && Numbers.Seconds(Duration) is null) outcome = Outcome.Canceled;
        return report with { Outcome = outcome, Retryable = retryable, Reason = Status, Duration = Numbers.Seconds(Duration) };
    }

    private static DateTimeOffset? Time(string? text) => DateTimeOffset.TryParseExact(
        text, "ddd, dd MMM yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset time) ? time : null;
}
