using Microsoft.Extensions.Logging;

namespace CallQueue.Businesses.Effects;

internal static partial class BusinessEffectsLog
{
    [LoggerMessage(5, LogLevel.Information, "[BulkCall] Run {run_id} completed")]
    public static partial void RunCompleted(this ILogger log, string run_id);

    [LoggerMessage(9, LogLevel.Warning, "Effect {effect} failed for business {business_id}; will retry")]
    public static partial void NotTold(this ILogger log, string effect, BusinessId business_id, Exception e);

    [LoggerMessage(10, LogLevel.Warning, "Trunk {trunk} stopped: the carrier account rejects calls: {reason}")]
    public static partial void TrunkStopped(this ILogger log, TrunkId trunk, string reason);
}
