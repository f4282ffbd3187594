using Microsoft.Extensions.Logging;

namespace CallQueue.Lists;

internal static partial class ListsApiLog
{
    [LoggerMessage(EventId = 25, Level = LogLevel.Information, Message = "List queued: business_id={Business} run_id={Run} total={Total} added={Added} skipped={Skipped}")]
    public static partial void ListQueued(this ILogger log, BusinessId business, string run, int total, bool added, int skipped);

    [LoggerMessage(EventId = 26, Level = LogLevel.Information, Message = "List refused: business_id={Business} total={Total} problems={Problems}")]
    public static partial void ListRefused(this ILogger log, BusinessId business, int total, int problems);
}
