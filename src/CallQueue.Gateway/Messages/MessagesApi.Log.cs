using Microsoft.Extensions.Logging;

namespace CallQueue.Messages;

internal static partial class MessagesApiLog
{
    [LoggerMessage(EventId = 31, Level = LogLevel.Information, Message = "Duplicate webhook skipped: business_id={Business} message_id={Message}")]
    public static partial void DuplicateMessage(this ILogger log, BusinessId business, string message);
}
