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

    [LoggerMessage(15, LogLevel.Information, "OUTBOUND_NEXT business_id={business_id} job_id={job_id} active={active}/{slots}")]
    public static partial void FreedSlotTaken(this ILogger log, BusinessId business_id, string job_id, int active, int slots);

    [LoggerMessage(16, LogLevel.Information, "OUTBOUND_QUEUED business_id={business_id} job_id={job_id} active={active}/{slots} queue_len={queue_len}")]
    public static partial void CallQueued(this ILogger log, BusinessId business_id, string job_id, int active, int slots, long queue_len);

    [LoggerMessage(17, LogLevel.Information, "OUTBOUND_DELAYED business_id={business_id} job_id={job_id} until={until:O}")]
    public static partial void CallDelayed(this ILogger log, BusinessId business_id, string job_id, DateTimeOffset until);

    [LoggerMessage(18, LogLevel.Debug, "[BulkCall] Job {job_id} already queued, nothing added")]
    public static partial void AlreadyQueued(this ILogger log, string job_id);

    [LoggerMessage(6, LogLevel.Information, "Run {run_id} stopped: {canceled} canceled, {live} live calls end by themselves")]
    public static partial void RunStopped(this ILogger log, string run_id, long canceled, long live);

    [LoggerMessage(19, LogLevel.Information, "Run {run_id} was refused after {received} of its {total} calls had come; they were taken back")]
    public static partial void RunTakenBack(this ILogger log, string run_id, int received, int total);

    [LoggerMessage(7, LogLevel.Warning, "Recovery of business {business_id} failed; its alarm will retry")]
    public static partial void ResumeFailed(this ILogger log, BusinessId business_id, Exception e);

    [LoggerMessage(8, LogLevel.Error, "Loading a queue page of business {business_id} failed")]
    public static partial void PageNotLoaded(this ILogger log, BusinessId business_id, Exception e);
}
