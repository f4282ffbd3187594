using Microsoft.Extensions.Logging;

namespace CallQueue.Schedules;

internal static partial class ScheduleLog
{
    [LoggerMessage(1, LogLevel.Information, "Occurrence {occurrence} of business {business_id}: {status}")]
    public static partial void OccurrenceSettled(this ILogger log, BusinessId business_id, string occurrence, OccurrenceStatus status);

    [LoggerMessage(2, LogLevel.Warning, "Submitting occurrence {occurrence} of business {business_id} failed; will retry")]
    public static partial void NotSubmitted(this ILogger log, BusinessId business_id, string occurrence, Exception e);

    [LoggerMessage(3, LogLevel.Warning, "Schedule {schedule} of business {business_id} failed; its alarm will retry")]
    public static partial void ResumeFailed(this ILogger log, BusinessId business_id, string schedule, Exception e);
}
