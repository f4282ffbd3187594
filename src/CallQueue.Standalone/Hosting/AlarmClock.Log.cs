using CallQueue.Hosting.Local;
using Microsoft.Extensions.Logging;

namespace CallQueue.Hosting;

internal static partial class AlarmClockLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The alarm of {Actor} failed; will retry in {Delay}")]
    public static partial void AlarmFailed(this ILogger logger, Exception exception, ActorAddress actor, TimeSpan delay);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The alarm of {Actor} was ignored: this version has no actor of that kind")]
    public static partial void UnknownKind(this ILogger logger, ActorAddress actor);
}
