using Microsoft.Extensions.Logging;

namespace CallQueue.Businesses.Steps;

internal static partial class EndingsLog
{
    [LoggerMessage(4, LogLevel.Information, "OUTBOUND_DONE business_id={business_id} job_id={job_id} active={active}/{slots} end={end}")]
    public static partial void SlotFreed(this ILogger log, BusinessId business_id, string job_id, int active, int slots, string end);
}
