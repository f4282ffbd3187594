using System.Text.Json.Nodes;

namespace CallQueue.Calls;

// What these endpoints read, for the description of the API. Requests are read field by field, so that every wrong field
// is named at once and unknown ones are kept.

/// <summary>One call of the calls family [S3.16]. Other fields are kept and returned.</summary>
/// <param name="Window">Local hours in which the person may be called: 09:00-21:00, or mon-fri 09:00-12:00,13:00-18:00; sat 10:00-14:00; closed 2026-12-25, or an object of lists by weekday.</param>
/// <param name="Timezone">The IANA zone of the window; absent: where the number is.</param>
/// <param name="Deadline">Not dialed at or after this time: what could not be dialed by then ends as expired.</param>
internal sealed record QueueCallBody(
    string PhoneNumber, JsonNode? CampaignId, CallConfigBody? CallConfig, string? CustomCallId, DateTimeOffset? ScheduledAt, string? Priority,
    int? MaxRetries, string? Message, JsonNode? Window, string? Timezone, DateTimeOffset? Deadline, JsonNode? Metadata, string? BusinessId);

/// <summary>What happens when the person answers.</summary>
internal sealed record CallConfigBody(
    string? Voice, int? MaxDuration, bool? RecordingEnabled, string? FlowName, string? AnswerUrl, JsonObject? Variables);

/// <summary>Many calls [S3.20]; what stands beside them holds for each that does not say otherwise.</summary>
/// <param name="ScheduledAt">None of the calls is dialed before; a later time of a call's own holds.</param>
/// <param name="Deadline">Holds beside each call's own: the earlier counts.</param>
internal sealed record QueueBulkBody(
    string? BatchId, IReadOnlyList<QueueCallBody> Calls, string? Priority, CallConfigBody? CallConfig, int? MaxRetries, string? Message,
    JsonNode? Window, string? Timezone, DateTimeOffset? ScheduledAt, DateTimeOffset? Deadline, string? BusinessId);

/// <summary>The body of a cancel; none is fine.</summary>
internal sealed record CancelBody(bool? HangUpLive, string? BusinessId);

/// <summary>The body of a move.</summary>
internal sealed record PriorityBody(string Priority, string? BusinessId);

/// <summary>The body of an order that needs to say nothing else; none is fine.</summary>
internal sealed record OrderBody(string? BusinessId);
