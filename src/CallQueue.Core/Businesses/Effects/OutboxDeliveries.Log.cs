using Microsoft.Extensions.Logging;

namespace CallQueue.Businesses.Effects;

internal static partial class OutboxDeliveriesLog
{
    [LoggerMessage(1, LogLevel.Warning, "{sink} of business {business_id} took none of {endings} endings; they wait and are told again")]
    public static partial void NotTaken(this ILogger log, string sink, BusinessId business_id, int endings, Exception e);

    [LoggerMessage(2, LogLevel.Warning, "{sink} of business {business_id} is never told that {name} has ended: {problem}")]
    public static partial void GivenUp(this ILogger log, string sink, BusinessId business_id, string name, string problem);

    [LoggerMessage(3, LogLevel.Warning, "What {sink} of business {business_id} was told could not be noted; it is told again")]
    public static partial void NotNoted(this ILogger log, string sink, BusinessId business_id, Exception e);
}
