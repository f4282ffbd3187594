using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CallQueue.Previews;

namespace CallQueue.Jobs;

/// <summary>A job was scheduled, now or before [S1.11].</summary>
/// <param name="JobId">The business's next number, unless the request named the call.</param>
/// <param name="Status">Always scheduled; the job's state has the progress.</param>
/// <param name="Data">What was sent.</param>
/// <param name="ScheduledAt">When it is due; absent when it is dialed as soon as a slot is free.</param>
/// <param name="Notes">Hints about how the request was interpreted; absent when there are none.</param>
internal sealed record ScheduledJob(
    [property: JsonPropertyName("success")] bool Success,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("jobId")] string JobId,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("data")] JsonObject Data,
    [property: JsonPropertyName("scheduledAt"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? ScheduledAt,
    [property: JsonPropertyName("existing"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Existing,
    [property: JsonPropertyName("notes"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Notes);

/// <summary>Many jobs were scheduled as one run, now or before [S1.18].</summary>
/// <param name="JobIds">All of them, in the order of the calls.</param>
internal sealed record ScheduledJobs(
    [property: JsonPropertyName("success")] bool Success,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("count")] int Count,
    [property: JsonPropertyName("runId")] string RunId,
    [property: JsonPropertyName("jobIds")] IEnumerable<string> JobIds,
    [property: JsonPropertyName("existing"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Existing,
    [property: JsonPropertyName("notes"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Notes);

/// <summary>A job and its state [S1.19].</summary>
/// <param name="State">waiting, delayed, active, completed or failed.</param>
/// <param name="Progress">0 to 100.</param>
/// <param name="Data">What was sent; empty in lists for waiting jobs of a bulk, and after the job was removed.</param>
/// <param name="AttemptsMade">Create requests sent to the carrier.</param>
/// <param name="FailedReason">Why it failed; null unless it did.</param>
/// <param name="ScheduledAt">The next time of a recurring job; absent for others.</param>
internal sealed record JobView(
    [property: JsonPropertyName("success")] bool Success,
    [property: JsonPropertyName("jobId")] string JobId,
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("progress")] int Progress,
    [property: JsonPropertyName("data")] JsonObject Data,
    [property: JsonPropertyName("attemptsMade")] int AttemptsMade,
    [property: JsonPropertyName("failedReason")] string? FailedReason,
    [property: JsonPropertyName("scheduledAt"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? ScheduledAt = null);

/// <summary>A page of jobs [S1.24].</summary>
/// <param name="Total">How many there are in all.</param>
/// <param name="End">The index of the last requested item, inclusive [X25].</param>
internal sealed record JobPage(
    [property: JsonPropertyName("success")] bool Success,
    [property: JsonPropertyName("jobs")] IReadOnlyList<JobView> Jobs,
    [property: JsonPropertyName("total")] long Total,
    [property: JsonPropertyName("start")] long Start,
    [property: JsonPropertyName("end")] long End);

/// <summary>A command on one job was carried out, now or before.</summary>
internal sealed record JobDone(
    [property: JsonPropertyName("success")] bool Success,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("jobId")] string JobId,
    [property: JsonPropertyName("state")] string State);

/// <summary>Old jobs were removed [S1.27].</summary>
internal sealed record JobsCleaned(
    [property: JsonPropertyName("success")] bool Success,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("cleaned")] int Cleaned);

/// <summary>The queue was paused or resumed [S1.28, S1.29].</summary>
/// <param name="Waiting">Jobs that are held back or were released [X10].</param>
/// <param name="Active">Live jobs, which continue in both cases.</param>
internal sealed record QueuePaused(
    [property: JsonPropertyName("success")] bool Success,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("paused")] bool Paused,
    [property: JsonPropertyName("waiting")] long Waiting,
    [property: JsonPropertyName("active")] long Active)
{
    /// <summary>What had changed since the preview that was confirmed; absent without one.</summary>
    [JsonPropertyName("changed_since"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public ChangedSince? ChangedSince { get; init; }
}
