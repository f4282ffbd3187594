using CallQueue.Hosting.Local;
using Microsoft.Extensions.Logging;

namespace CallQueue.Hosting;

internal static partial class StandaloneHostLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Actor} starts again from its records: {Reason}")]
    public static partial void Retired(this ILogger logger, ActorAddress actor, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Actor} could not start; the next call tries again")]
    public static partial void ActivationFailed(this ILogger logger, Exception exception, ActorAddress actor);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Actor} failed while it was let go; nothing is lost")]
    public static partial void ReleaseFailed(this ILogger logger, Exception exception, ActorAddress actor);

    [LoggerMessage(Level = LogLevel.Information, Message = "[Worker] Worker started successfully: {Alarms} alarms waiting in {Folder}")]
    public static partial void Opened(this ILogger logger, string folder, int alarms);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stopping without waiting longer for running requests; they are cut off and may be repeated")]
    public static partial void StopTimedOut(this ILogger logger);
}
