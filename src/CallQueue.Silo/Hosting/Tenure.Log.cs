using Microsoft.Extensions.Logging;

namespace CallQueue.Hosting;

internal static partial class TenureLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Actor} starts again from its records: {Reason}")]
    public static partial void Ended(this ILogger logger, string actor, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Actor} could not start; the next call tries again")]
    public static partial void NotActivated(this ILogger logger, string actor, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Actor} failed while it was let go; nothing is lost")]
    public static partial void NotReleased(this ILogger logger, string actor, Exception exception);
}
