using CallQueue.Hosting.Local;
using Microsoft.Extensions.Logging;

namespace CallQueue.Hosting;

internal static partial class StandaloneHostLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Actor} was restarted from its records: {Reason}")]
    public static partial void Retired(this ILogger logger, ActorAddress actor, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A write failed, so all {Count} actors in memory go back to what is stored: {Reason}")]
    public static partial void AllEnded(this ILogger logger, int count, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Starting {Actor} failed; the next call will retry")]
    public static partial void ActivationFailed(this ILogger logger, Exception exception, ActorAddress actor);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Deactivating {Actor} failed; no data is lost")]
    public static partial void ReleaseFailed(this ILogger logger, Exception exception, ActorAddress actor);

    [LoggerMessage(Level = LogLevel.Information, Message = "[Worker] Worker started successfully: {Alarms} alarms waiting in {Folder}")]
    public static partial void Opened(this ILogger logger, string folder, int alarms);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stopped waiting for running requests at shutdown; they were canceled and can be repeated")]
    public static partial void StopTimedOut(this ILogger logger);
}
