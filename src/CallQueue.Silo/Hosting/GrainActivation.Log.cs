using Microsoft.Extensions.Logging;

namespace CallQueue.Hosting;

internal static partial class GrainActivationLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Actor} was restarted from its records: {Reason}")]
    public static partial void Ended(this ILogger logger, string actor, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Starting {Actor} failed; the next call will retry")]
    public static partial void NotActivated(this ILogger logger, string actor, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Deactivating {Actor} failed; no data is lost")]
    public static partial void NotReleased(this ILogger logger, string actor, Exception exception);
}
