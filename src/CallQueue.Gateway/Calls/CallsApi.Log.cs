using Microsoft.Extensions.Logging;

namespace CallQueue.Calls;

internal static partial class CallsApiLog
{
    [LoggerMessage(EventId = 11, Level = LogLevel.Debug, Message = "Call queued: business_id={Business} call_id={Call} added={Added}")]
    public static partial void CallQueued(this ILogger log, BusinessId business, string call, bool added);

    [LoggerMessage(EventId = 12, Level = LogLevel.Information, Message = "Bulk queued: business_id={Business} run_id={Run} total={Total} added={Added}")]
    public static partial void BulkQueued(this ILogger log, BusinessId business, string run, int total, bool added);

    [LoggerMessage(EventId = 13, Level = LogLevel.Information, Message = "Bulk rejected: business_id={Business} calls={Calls} problems={Problems}")]
    public static partial void BulkRefused(this ILogger log, string business, int calls, int problems);
}
