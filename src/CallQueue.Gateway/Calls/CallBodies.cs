using System.Text.Json.Nodes;

namespace CallQueue.Calls;

// What these endpoints read, for the description of the API. Requests are read field by field, so that every invalid field
// is reported at once and unknown ones are stored.

/// <summary>One call of the calls family [S3.16]. Other fields are stored and returned.</summary>
/// <param name="Window">Local hours in which the person may be called: 09:00-21:00, or mon-fri 09:00-12:00,13:00-18:00; sat 10:00-14:00; closed 2026-12-25, or an object of lists by weekday.</param>
/// <param name="Timezone">The IANA zone of the window; absent: the number's own zone.</param>
/// <param name="Deadline">A call not dialed by this time ends as expired.</param>
/// <param name="Message">Spoken when the person answers. {{first_name}} is replaced by the variable or field of that name, in any case and with _, - or blanks; {{first_name|there}} has a default.</param>
/// <param name="Ssml">The message is SSML.</param>
internal sealed record QueueCallBody(
    string PhoneNumber, JsonNode? CampaignId, CallConfigBody? CallConfig, string? CustomCallId, DateTimeOffset? ScheduledAt, string? Priority,
    int? MaxRetries, string? Message, bool? Ssml, JsonNode? Window, string? Timezone, DateTimeOffset? Deadline, JsonNode? Metadata, string? BusinessId);

/// <summary>What happens when the person answers.</summary>
internal sealed record CallConfigBody(
    string? Voice, int? MaxDuration, bool? RecordingEnabled, string? FlowName, string? AnswerUrl, JsonObject? Variables);

/// <summary>Many calls [S3.20]; the other fields are defaults for each call.</summary>
/// <param name="ScheduledAt">Delays the whole batch; a call's own later time applies.</param>
/// <param name="Deadline">Applies to all calls; where a call has its own, the earlier one applies.</param>
internal sealed record QueueBulkBody(
    string? BatchId, IReadOnlyList<QueueCallBody> Calls, string? Priority, CallConfigBody? CallConfig, int? MaxRetries, string? Message, bool? Ssml,
    JsonNode? Window, string? Timezone, DateTimeOffset? ScheduledAt, DateTimeOffset? Deadline, string? BusinessId);

/// <summary>The body of a cancel; optional.</summary>
internal sealed record CancelBody(bool? HangUpLive, string? BusinessId);

/// <summary>The body of a move.</summary>
internal sealed record PriorityBody(string Priority, string? BusinessId);

/// <summary>The body of a command without other fields; optional.</summary>
internal sealed record OrderBody(string? BusinessId);
