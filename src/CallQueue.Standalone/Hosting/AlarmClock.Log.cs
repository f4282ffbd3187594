using CallQueue.Hosting.Local;
using Microsoft.Extensions.Logging;

namespace CallQueue.Hosting;

internal static partial class AlarmClockLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The alarm of {Actor} failed; it rings again in {Delay}")]
    public static partial void AlarmFailed(this ILogger logger, Exception exception, ActorAddress actor, TimeSpan delay);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The alarm of {Actor} is ignored: this version has no such kind of actor")]
    public static partial void UnknownKind(this ILogger logger, ActorAddress actor);
}
