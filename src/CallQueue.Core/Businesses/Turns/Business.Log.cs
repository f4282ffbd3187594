using Microsoft.Extensions.Logging;

namespace CallQueue.Businesses.Turns;

/// <summary>The business's log events. Field names are those that operators of the earlier systems search for.</summary>
internal static partial class BusinessLog
{
    [LoggerMessage(1, LogLevel.Information, "[BulkCall] Starting run {run_id} with concurrency={concurrency}")]
    public static partial void RunStarting(this ILogger log, string run_id, int concurrency);

    [LoggerMessage(2, LogLevel.Information, "OUTBOUND_QUEUED run_id={run_id} total={total} queue_len={queue_len}")]
    public static partial void RunQueued(this ILogger log, string run_id, int total, long queue_len);

    [LoggerMessage(3, LogLevel.Information, "OUTBOUND_ENQUEUE business_id={business_id} job_id={job_id} active={active}/{slots}")]
    public static partial void SlotTaken(this ILogger log, BusinessId business_id, string job_id, int active, int slots);

    [LoggerMessage(6, LogLevel.Information, "Run {run_id} stopped: {canceled} canceled, {live} live calls end by themselves")]
    public static partial void RunStopped(this ILogger log, string run_id, long canceled, long live);

    [LoggerMessage(7, LogLevel.Warning, "Recovery of business {business_id} failed; its alarm will retry")]
    public static partial void ResumeFailed(this ILogger log, BusinessId business_id, Exception e);

    [LoggerMessage(8, LogLevel.Error, "Loading a queue page of business {business_id} failed")]
    public static partial void PageNotLoaded(this ILogger log, BusinessId business_id, Exception e);
}
