using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CallQueue.Calls;
using CallQueue.Outboxes;

namespace CallQueue.CallLog;

/// <summary>One row of the call log.</summary>
/// <param name="Attempts">JSON array.</param>
/// <param name="Data">The submitter's own JSON; null when there was none.</param>
internal sealed record CallLogRow(
    string EventId,
    string BusinessId,
    string CallId,
    string? RunId,
    int? RunIndex,
    string PhoneNumber,
    string Outcome,
    string? Reason,
    int AttemptsMade,
    string Attempts,
    string? Carrier,
    string? CarrierCallId,
    DateTimeOffset? StartedAt,
    DateTimeOffset? AnsweredAt,
    DateTimeOffset EndedAt,
    double? TalkSeconds,
    string? RecordingUrl,
    string? Data)
{
    public static CallLogRow Of(BusinessId business, Ending.OfCall ending)
    {
        CallSnapshot call = ending.Call;
        AttemptSnapshot? last = call.Attempts.Count > 0 ? call.Attempts[^1] : null;
        return new CallLogRow(
            ending.EventId, business.Value, call.Id.Name, call.Spec.Run, ending.Index, call.Spec.To.Value, Word(ending.Outcome), Storable(call.Reason),
            call.Attempts.Count,
            Storable(JsonSerializer.Serialize([.. call.Attempts.Select(LoggedAttempt.Of)], CallLogJson.Context.IReadOnlyListLoggedAttempt))!,
            last?.Trunk.Split(':')[0], last?.CarrierCall?.Value, call.Attempts.Count > 0 ? call.Attempts[0].DialedAt : null, last?.AnsweredAt, ending.At,
            last?.Talk?.TotalSeconds, Storable(last?.RecordingUrl), Storable(call.Spec.Data));
    }

    internal static string Word(Outcome outcome) => outcome switch
    {
        CallQueue.Outcome.Completed => "completed",
        CallQueue.Outcome.Busy => "busy",
        CallQueue.Outcome.NoAnswer => "no_answer",
        CallQueue.Outcome.Failed => "failed",
        CallQueue.Outcome.Canceled => "canceled",
        CallQueue.Outcome.Rejected => "rejected",
        CallQueue.Outcome.Expired => "expired",
        CallQueue.Outcome.Blocked => "blocked",
        CallQueue.Outcome.Voicemail => "voicemail",
        CallQueue.Outcome.NoAgent => "no_agent",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    /// <summary>The outcome of a word of <see cref="Word"/>.</summary>
    internal static Outcome OutcomeOf(string word) => Enum.GetValues<Outcome>().Single(outcome => Word(outcome) == word);

    /// <summary>PostgreSQL's text and JSON types can't hold U+0000, even escaped.</summary>
    private static string? Storable(string? text) => text is null || (!text.Contains('\0') && !text.Contains(@"\u0000", StringComparison.OrdinalIgnoreCase))
        ? text
        : text.Replace('\0', '\uFFFD').Replace(@"\u0000", @"\uFFFD", StringComparison.OrdinalIgnoreCase);
}

/// <summary>One attempt in a row's JSON.</summary>
internal sealed record LoggedAttempt(
    int Number, string Carrier, string? CarrierCallId, string? Outcome, string? Reason, DateTimeOffset DialedAt, DateTimeOffset? AnsweredAt, DateTimeOffset? EndedAt,
    double? TalkSeconds, string? AnsweredBy, string? RecordingUrl)
{
    public static LoggedAttempt Of(AttemptSnapshot attempt) => new(
        attempt.Number, attempt.Trunk.Split(':')[0], attempt.CarrierCall?.Value, attempt.Outcome is { } outcome ? CallLogRow.Word(outcome) : null, attempt.Reason,
        attempt.DialedAt, attempt.AnsweredAt, attempt.EndedAt, attempt.Talk?.TotalSeconds, attempt.AnsweredBy, attempt.RecordingUrl);
}

[JsonSerializable(typeof(IReadOnlyList<LoggedAttempt>))]
internal sealed partial class CallLogJson : JsonSerializerContext
{
    public static CallLogJson Context { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
