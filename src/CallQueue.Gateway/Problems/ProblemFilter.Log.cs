using Microsoft.Extensions.Logging;

namespace CallQueue.Problems;

internal static partial class ProblemFilterLog
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "{Method} {Endpoint} failed: the storage did not respond; answered 503")]
    public static partial void StoreFailed(this ILogger log, Exception e, string method, string endpoint);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "{Method} {Endpoint} failed with an unexpected error; answered 500")]
    public static partial void Unforeseen(this ILogger log, Exception e, string method, string endpoint);
}
