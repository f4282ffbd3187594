using System.Text.Json;
using CallQueue.Http;

namespace CallQueue.Carriers.CallKaro;

/// <summary>
/// Reads the report of a call from a webhook or from the response to a lookup. Two shapes are read: <c>{call_id, status, …}</c>, and
/// CallKaro's documented <c>{event: "call_ended", data: {callSid, hangup_reason, …}}</c>.
/// </summary>
internal static class CallKaroReports
{
    private const string EndEvent = "call_ended";

    // The documentation, its examples and programs that use it do not agree on the id's name.
    private static readonly string[] IdNames = ["call_sid", "callSid", "call_id", "callId", "id"];
    private static readonly string[] PartNames = ["data", "call"];

    /// <summary>The message itself, and the objects in it that may hold the call.</summary>
    public static IEnumerable<JsonElement> Parts(JsonElement message)
    {
        foreach (string name in PartNames)
            if (message.Member(name) is { ValueKind: JsonValueKind.Object } part) yield return part;
        yield return message;
    }

    /// <summary>The provider's id of the call; null when there is none.</summary>
    public static string? IdIn(JsonElement message) =>
        Parts(message).SelectMany(part => IdNames.Select(name => part.Text(name))).FirstOrDefault(id => !string.IsNullOrWhiteSpace(id));

    /// <summary>The report of the call; null when it has no call id or no status.</summary>
    public static CarrierReport? Read(JsonElement message)
    {
        if (IdIn(message) is not { } id) return null;
        string? reason = Field(message, "hangup_reason"), status = Field(message, "status") ?? Field(message, "call_status");
        bool isOver = message.Text("event") == EndEvent;
        TimeSpan? talk = Numbers.Seconds(Field(message, "call_duration") ?? Field(message, "duration"));
        var report = new CarrierReport(
            new CarrierCallId(id), CarrierStatus.Ended, Duration: talk, RecordingUrl: Field(message, "recordingUrl") ?? Field(message, "recording_url"));
        if (!isOver && CallKaroCauses.ByStatus(status) is { } known)
            return known.Outcome is { } outcome ? Ended(report, outcome, reason ?? status) : report with { Status = known.Status };
        if (!isOver && reason is null) return null;
        CallKaroEnd end = CallKaroCauses.ByReason(reason, talk is not null);
        return Ended(report, end.Outcome, reason) with { Retryable = end.Retryable, AnsweredBy = end.AnsweredBy };
    }

    private static CarrierReport Ended(CarrierReport report, Outcome outcome, string? reason) => report with
    {
        Outcome = outcome, Reason = reason, Retryable = outcome != Outcome.Canceled,
    };

    private static string? Field(JsonElement message, string name) => Parts(message).Select(part => part.Text(name)).FirstOrDefault(text => text is not null);
}
