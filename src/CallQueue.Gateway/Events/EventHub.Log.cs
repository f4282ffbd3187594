using Microsoft.Extensions.Logging;

namespace CallQueue.Events;

internal static partial class EventHubLog
{
    [LoggerMessage(EventId = 52, Level = LogLevel.Warning, Message = "Watch of a topic failed; it will be retried: topic={Topic} business_id={Business}")]
    public static partial void TopicUnavailable(this ILogger log, Exception exception, string topic, BusinessId? business);
}
