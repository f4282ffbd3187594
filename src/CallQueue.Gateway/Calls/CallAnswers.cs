using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace CallQueue.Calls;

/// <summary>One call was taken, now or before.</summary>
/// <param name="Existing">True when it had been taken before; absent else.</param>
/// <param name="Notes">What the submitter should know of how the request was understood; absent when there is nothing.</param>
internal sealed record QueuedCall(
    string CallId,
    string Status,
    string Priority,
    DateTimeOffset? ScheduledAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Existing,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Notes);

/// <summary>A bulk was taken, now or before.</summary>
/// <param name="Queued">Calls that this request added: all of them, or none when the run was there before.</param>
internal sealed record QueuedRun(
    string RunId,
    string BatchId,
    int Total,
    int Queued,
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Existing,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Notes);

/// <summary>A call as it stands [S3.21, S0.20]. Null means: not (yet), or not known before the first dial.</summary>
/// <param name="CallSid">The carrier's id of the newest attempt.</param>
/// <param name="MaxAttempts">Attempts in all; <paramref name="MaxRetries"/> is one less [X3].</param>
/// <param name="FailedReason">Why it ended without being completed.</param>
/// <param name="Data">All other fields that came with the call.</param>
internal sealed record CallView(
    string CallId,
    string BusinessId,
    string Status,
    string? RunId,
    int? Index,
    string? CustomCallId,
    string? PhoneNumber,
    JsonNode? CampaignId,
    string? Priority,
    int AttemptsMade,
    int? MaxAttempts,
    int? MaxRetries,
    DateTimeOffset? ScheduledAt,
    DateTimeOffset? RetryAt,
    string? CallSid,
    string? FailedReason,
    DateTimeOffset? EndedAt,
    IReadOnlyList<AttemptView> Attempts,
    string? Message,
    JsonObject? CallConfig,
    string? Window,
    string? Timezone,
    DateTimeOffset? Deadline,
    JsonNode? Metadata,
    JsonObject? Data);

/// <summary>An order about a call was carried out, now or before.</summary>
/// <param name="Status">Where the call stands now.</param>
/// <param name="Changed">False when it had been so before.</param>
/// <param name="Priority">Its new priority; absent unless that was the order.</param>
internal sealed record CallOrdered(
    string CallId, string Status, bool Changed, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Priority);

/// <summary>One dial. <paramref name="Number"/> 1 is the first.</summary>
internal sealed record AttemptView(
    int Number,
    string Status,
    string Carrier,
    string? CallSid,
    string? Reason,
    DateTimeOffset DialedAt,
    DateTimeOffset? AnsweredAt,
    DateTimeOffset? EndedAt,
    double? DurationSeconds,
    string? AnsweredBy,
    string? RecordingUrl);
