using Microsoft.Extensions.Logging;

namespace CallQueue.Composition;

internal static partial class CallQueueHostLog
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "{Reason}")]
    public static partial void WithoutEffect(this ILogger log, string reason);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "[Worker] Worker started successfully. Silo {Silo} ({Role}) is a member of {Cluster} at {Address}{Http}")]
    public static partial void SiloStarted(this ILogger log, string silo, string role, string cluster, string address, string http);

    [LoggerMessage(EventId = 3, Level = LogLevel.Information, Message = "Gateway ({Role}) is connected to {Cluster}{Http}")]
    public static partial void GatewayStarted(this ILogger log, string role, string cluster, string http);

    [LoggerMessage(EventId = 4, Level = LogLevel.Information, Message = "{Carrier}")]
    public static partial void CarrierChosen(this ILogger log, string carrier);

    [LoggerMessage(EventId = 5, Level = LogLevel.Information, Message = "Stopped. Live calls continue at the carrier; other silos take over")]
    public static partial void Stopped(this ILogger log);

    [LoggerMessage(EventId = 6, Level = LogLevel.Information, Message = "{Count} do-not-call entries and noted dials were moved to the right spelling of their numbers (without a trunk prefix after the country code)")]
    public static partial void Respelled(this ILogger log, int count);

    [LoggerMessage(EventId = 7, Level = LogLevel.Warning, Message = "Numbers that an earlier version stored with a trunk prefix could not be moved to their right spelling; the next start of a silo tries again")]
    public static partial void NotRespelled(this ILogger log, Exception e);
}
