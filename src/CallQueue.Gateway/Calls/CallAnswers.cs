using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace CallQueue.Calls;

/// <summary>One call was accepted, now or before.</summary>
/// <param name="ScheduledFor">When it is due: its scheduled time, or the opening of its window; absent when it is ready.</param>
/// <param name="Existing">True when it was already accepted before; otherwise absent.</param>
/// <param name="Notes">Hints about how the request was interpreted; absent when there are none.</param>
internal sealed record QueuedCall(
    string CallId,
    string Status,
    string Priority,
    DateTimeOffset? ScheduledAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? ScheduledFor,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Existing,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Notes);

/// <summary>A bulk was accepted, now or before.</summary>
/// <param name="Queued">Calls that this request added: all of them, or none when the run already existed.</param>
internal sealed record QueuedRun(
    string RunId,
    string BatchId,
    int Total,
    int Queued,
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Existing,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Notes);

/// <summary>A call and its state [S3.21, S0.20]. Null means: not yet, or unknown before the first dial.</summary>
/// <param name="CallSid">The carrier's id of the newest attempt.</param>
/// <param name="MaxAttempts">Attempts in all; <paramref name="MaxRetries"/> is one less [X3].</param>
/// <param name="ScheduledFor">When it is due; absent unless it waits for a time.</param>
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
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? ScheduledFor,
    string? CallSid,
    string? FailedReason,
    DateTimeOffset? EndedAt,
    IReadOnlyList<AttemptView> Attempts,
    string? Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Ssml,
    JsonObject? CallConfig,
    string? Window,
    string? Timezone,
    DateTimeOffset? Deadline,
    JsonNode? Metadata,
    JsonObject? Data);

/// <summary>A command on a call was carried out, now or before.</summary>
/// <param name="Status">The call's current state.</param>
/// <param name="Changed">False when nothing changed.</param>
/// <param name="Priority">Its new priority; absent unless that was the command.</param>
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
    string? RecordingUrl,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RecordingView? Recording = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? From = null);
