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
}
