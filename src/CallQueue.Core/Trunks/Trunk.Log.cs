using Microsoft.Extensions.Logging;

namespace CallQueue.Trunks;

internal static partial class TrunkLog
{
    [LoggerMessage(201, LogLevel.Warning, "Notifying business {business} of a change of trunk {trunk} failed; the business will query the trunk")]
    public static partial void BusinessNotTold(this ILogger log, TrunkId trunk, string business, Exception e);

    [LoggerMessage(202, LogLevel.Error, "Trunk {trunk} stopped for business {business}: {reason}; one call probes it at {probe_at:u}")]
    public static partial void Stopped(this ILogger log, TrunkId trunk, string business, string reason, DateTimeOffset probe_at);

    [LoggerMessage(204, LogLevel.Warning, "Trunk {trunk} has no sessions for calls: {problem}")]
    public static partial void NoSessions(this ILogger log, TrunkId trunk, string problem);

    [LoggerMessage(203, LogLevel.Warning, "Trunk {trunk} resumed: the carrier accepted a probe of business {business}; it was stopped since {since:u}: {reason}")]
    public static partial void Resumed(this ILogger log, TrunkId trunk, string business, string reason, DateTimeOffset since);
}
