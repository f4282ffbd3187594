using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CallQueue.Calls;

namespace CallQueue.Jobs;

/// <summary>One job as its app sends it [S1.11, S1.12]. Other fields are stored and returned.</summary>
internal sealed record ScheduleCallBody(
    [property: JsonPropertyName("to")] string To,
    [property: JsonPropertyName("message")] string? Message,
    [property: JsonPropertyName("lead_id")] JsonNode? LeadId,
    [property: JsonPropertyName("priority")] string? Priority,
    [property: JsonPropertyName("metadata")] JsonNode? Metadata,
    [property: JsonPropertyName("scheduleAt")] DateTimeOffset? ScheduleAt,
    [property: JsonPropertyName("delayMs")] long? DelayMs,
    [property: JsonPropertyName("call_config")] CallConfigBody? CallConfig);

/// <summary>Many jobs [S1.18].</summary>
internal sealed record ScheduleBulkBody([property: JsonPropertyName("calls")] IReadOnlyList<ScheduleCallBody> Calls);

/// <summary>A recurring job [S1.15]. Other fields are stored and returned.</summary>
/// <param name="CronExpression">Five fields, six with seconds first, or a name such as @daily; on the clock of <paramref name="Timezone"/>.</param>
/// <param name="DayMatch">When day of month and day of week are both given: either (default, as in Unix cron) or both must match.</param>
/// <param name="Timezone">An IANA zone; default UTC [X24].</param>
internal sealed record RecurringCallBody(
    [property: JsonPropertyName("to")] string To,
    [property: JsonPropertyName("message")] string? Message,
    [property: JsonPropertyName("cronExpression")] string CronExpression,
    [property: JsonPropertyName("day_match")] string? DayMatch,
    [property: JsonPropertyName("priority")] string? Priority,
    [property: JsonPropertyName("timezone")] string? Timezone,
    [property: JsonPropertyName("lead_id")] JsonNode? LeadId,
    [property: JsonPropertyName("metadata")] JsonNode? Metadata,
    [property: JsonPropertyName("call_config")] CallConfigBody? CallConfig);

/// <summary>What to remove [S1.27]: jobs that ended more than <paramref name="Grace"/> milliseconds ago (default an hour), at most <paramref name="Limit"/> (default 1,000).</summary>
internal sealed record CleanBody(
    [property: JsonPropertyName("grace")] long? Grace, [property: JsonPropertyName("limit")] int? Limit);
