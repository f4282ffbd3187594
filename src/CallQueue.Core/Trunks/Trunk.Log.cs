using Microsoft.Extensions.Logging;

namespace CallQueue.Trunks;

internal static partial class TrunkLog
{
    [LoggerMessage(201, LogLevel.Warning, "Business {business} could not be told of a change of trunk {trunk}; it will ask")]
    public static partial void BusinessNotTold(this ILogger log, TrunkId trunk, string business, Exception e);
}
