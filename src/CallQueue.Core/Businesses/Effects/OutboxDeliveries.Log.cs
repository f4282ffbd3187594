using Microsoft.Extensions.Logging;

namespace CallQueue.Businesses.Effects;

internal static partial class OutboxDeliveriesLog
{
    [LoggerMessage(1, LogLevel.Warning, "Delivery of {endings} endings of business {business_id} to sink {sink} failed; will retry")]
    public static partial void NotTaken(this ILogger log, string sink, BusinessId business_id, int endings, Exception e);

    [LoggerMessage(2, LogLevel.Warning, "Giving up delivery of {name} of business {business_id} to sink {sink}: {problem}")]
    public static partial void GivenUp(this ILogger log, string sink, BusinessId business_id, string name, string problem);

    [LoggerMessage(3, LogLevel.Warning, "Recording deliveries of business {business_id} to sink {sink} failed; they will be delivered again")]
    public static partial void NotNoted(this ILogger log, string sink, BusinessId business_id, Exception e);
}
