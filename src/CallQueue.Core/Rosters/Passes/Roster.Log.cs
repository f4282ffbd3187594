using Microsoft.Extensions.Logging;

namespace CallQueue.Rosters.Passes;

/// <summary>The roster's log events. The first three read as operators of the earlier system know them [S2.33, S2.34].</summary>
internal static partial class RosterLog
{
    [LoggerMessage(5, LogLevel.Information, "[Queue] Processing job {id} (schedule-calls)")]
    public static partial void Processing(this ILogger log, string id);

    [LoggerMessage(1, LogLevel.Information, "[Job:{id}] Found {n} users to call")]
    public static partial void Found(this ILogger log, string id, int n);

    [LoggerMessage(2, LogLevel.Information, "[Job:{id}] Processing user call for {name}")]
    public static partial void Calling(this ILogger log, string id, string name);

    [LoggerMessage(3, LogLevel.Warning, "Call {call} of roster {roster} rejected: {problem}")]
    public static partial void Refused(this ILogger log, string call, RosterId roster, string problem);

    [LoggerMessage(4, LogLevel.Warning, "A pass over roster {roster} failed; will retry in a few seconds")]
    public static partial void BrokeOff(this ILogger log, RosterId roster, Exception e);
}
