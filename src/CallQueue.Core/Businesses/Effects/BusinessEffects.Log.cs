using Microsoft.Extensions.Logging;

namespace CallQueue.Businesses.Effects;

internal static partial class BusinessEffectsLog
{
    [LoggerMessage(5, LogLevel.Information, "[BulkCall] Run {run_id} completed")]
    public static partial void RunCompleted(this ILogger log, string run_id);

    [LoggerMessage(9, LogLevel.Warning, "{what} of business {business_id} did not get through; it will be told again")]
    public static partial void NotTold(this ILogger log, string what, BusinessId business_id, Exception e);

    [LoggerMessage(10, LogLevel.Warning, "Trunk {trunk} takes no calls: {reason}")]
    public static partial void TrunkStopped(this ILogger log, TrunkId trunk, string reason);
}
