using Microsoft.Extensions.Logging;

namespace CallQueue.Requests;

internal static partial class KeptRepliesLog
{
    [LoggerMessage(EventId = 51, Level = LogLevel.Warning, Message = "The answer to a request with an Idempotency-Key could not be stored; a repeated request may run again")]
    public static partial void NotKept(this ILogger log, Exception e);
}
