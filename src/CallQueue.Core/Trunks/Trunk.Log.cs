using Microsoft.Extensions.Logging;

namespace CallQueue.Trunks;

internal static partial class TrunkLog
{
    [LoggerMessage(201, LogLevel.Warning, "Notifying business {business} of a change of trunk {trunk} failed; the business will query the trunk")]
    public static partial void BusinessNotTold(this ILogger log, TrunkId trunk, string business, Exception e);
}
