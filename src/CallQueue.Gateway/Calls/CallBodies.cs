using System.Text.Json.Nodes;

namespace CallQueue.Calls;

// What these endpoints read, for the description of the API. Requests are read field by field, so that every wrong field
// is named at once and unknown ones are kept.

/// <summary>One call of the calls family [S3.16]. Other fields are kept and returned.</summary>
internal sealed record QueueCallBody(
    string PhoneNumber, JsonNode? CampaignId, CallConfigBody? CallConfig, string? CustomCallId, DateTimeOffset? ScheduledAt, string? Priority,
    int? MaxRetries, string? Message, string? Window, string? Timezone, JsonNode? Metadata, string? BusinessId);

/// <summary>What happens when the person answers.</summary>
internal sealed record CallConfigBody(
    string? Voice, int? MaxDuration, bool? RecordingEnabled, string? FlowName, string? AnswerUrl, JsonObject? Variables);

/// <summary>Many calls [S3.20]; what stands beside them holds for each that does not say otherwise.</summary>
internal sealed record QueueBulkBody(
    string? BatchId, IReadOnlyList<QueueCallBody> Calls, string? Priority, CallConfigBody? CallConfig, int? MaxRetries, string? Message,
    string? Window, string? Timezone, string? BusinessId);

/// <summary>The body of a cancel; none is fine.</summary>
internal sealed record CancelBody(bool? HangUpLive, string? BusinessId);

/// <summary>The body of a move.</summary>
internal sealed record PriorityBody(string Priority, string? BusinessId);

/// <summary>The body of an order that needs to say nothing else; none is fine.</summary>
internal sealed record OrderBody(string? BusinessId);
