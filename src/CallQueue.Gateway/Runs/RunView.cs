using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CallQueue.Businesses;
using CallQueue.Previews;
using CallQueue.Validation;

namespace CallQueue.Runs;

/// <summary>
/// A run and its state [S0.20]. total = queued + delayed + active + completed_count + failed_count, in every answer.
/// </summary>
/// <param name="Concurrency">The business's slots: its maximum number of live calls.</param>
/// <param name="Queued">Calls that wait for a slot.</param>
/// <param name="Delayed">Calls that wait for their time: scheduled, between attempts, or outside their window.</param>
/// <param name="Active">Calls that hold a slot.</param>
/// <param name="FailedCount">Calls that ended without being completed, including canceled ones [S0.16, X9].</param>
/// <param name="CancelledCount">Calls that were canceled; a field of the earlier system [S0.16].</param>
/// <param name="Progress">Ended calls in percent, rounded down: 100 only when all have ended.</param>
/// <param name="Data">The bulk's own fields beside its calls.</param>
/// <param name="HeldBy">What its waiting calls wait for; absent in lists and events, and when nothing holds them.</param>
/// <param name="EndedAt">When it ended; in lists only, and absent while it has not.</param>
internal sealed record RunView(
    string RunId,
    string BatchId,
    string BusinessId,
    string Status,
    int Concurrency,
    long Total,
    long Queued,
    long Delayed,
    long Active,
    long CompletedCount,
    long FailedCount,
    long CancelledCount,
    RunOutcomes Outcomes,
    int Progress,
    JsonObject? Data,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? EndedAt = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? HeldBy = null)
{
    /// <summary>What had changed since the preview that was confirmed; absent without one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public ChangedSince? ChangedSince { get; init; }

    public static RunView Of(RunSnapshot run, BusinessId business, int slots, DateTimeOffset? endedAt = null)
    {
        CallCounts counts = run.Counts;
        return new RunView(
            run.Name,
            run.Name,
            business.Value,
            RunWords.Of(run.Status),
            slots,
            counts.Total,
            counts.Ready,
            counts.Delayed,
            counts.Live,
            counts.Completed,
            counts.Ended - counts.Completed,
            counts.Canceled,
            new RunOutcomes(counts.Completed, counts.Busy, counts.NoAnswer, counts.Failed, counts.Canceled, counts.Rejected, counts.Expired, counts.Blocked, counts.Voicemail, counts.NoAgent),
            counts.Total == 0 ? 100 : (int)(counts.Ended * 100 / counts.Total),
            run.Data is null ? null : StoredJson.Parse(run.Data) as JsonObject,
            endedAt);
    }

    /// <summary>What the run's waiting calls wait for; null when nothing holds them.</summary>
    public static IReadOnlyList<string>? HoldsOf(RunSnapshot run, BusinessSnapshot owner) =>
        run.Counts.Ready > 0 && owner.Holds.Count > 0 ? [.. owner.Holds.Select(hold => hold.ToString())] : null;
}

/// <summary>The number of calls per outcome.</summary>
internal sealed record RunOutcomes(long Completed, long Busy, long NoAnswer, long Failed, long Canceled, long Rejected, long Expired, long Blocked, long Voicemail, long NoAgent);

/// <summary>A run was stopped, now or before [S0.13].</summary>
/// <param name="Status">stopped; completed when all its calls had ended before.</param>
/// <param name="CancelledCount">Calls that will not be dialed because of this request.</param>
/// <param name="Active">Calls of it that are live and end by themselves, or are being hung up when that was asked.</param>
internal sealed record StoppedRun(
    bool Success, string RunId, string Status, int CancelledCount, int Active)
{
    /// <summary>What had changed since the preview that was confirmed; absent without one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public ChangedSince? ChangedSince { get; init; }
}

/// <summary>The runs that have calls waiting or live.</summary>
/// <param name="Total">How many there are in all.</param>
/// <param name="Next">The next page; absent at the end.</param>
internal sealed record RunPage(
    IReadOnlyList<RunView> Runs, long Total, long Start, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Next);
