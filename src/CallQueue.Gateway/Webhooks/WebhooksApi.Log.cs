using CallQueue.Carriers;
using Microsoft.Extensions.Logging;

namespace CallQueue.Webhooks;

internal static partial class WebhooksApiLog
{
    [LoggerMessage(EventId = 31, Level = LogLevel.Warning, Message = "Webhook rejected: the signature of {Carrier} is missing or wrong rejected={Count}")]
    public static partial void Forged(this ILogger log, string carrier, long count);

    [LoggerMessage(EventId = 32, Level = LogLevel.Warning, Message = "Webhook of {Carrier} ignored: its URL does not name an attempt of this deployment unwritten={Unwritten}")]
    public static partial void NoAttempt(this ILogger log, string carrier, long unwritten);

    [LoggerMessage(
        EventId = 36, Level = LogLevel.Warning,
        Message = "Webhook of {Carrier} ignored: {Reason} business_id={Business} call_id={Call} attempt={Attempt} unwritten={Unwritten}")]
    public static partial void MatchesNothing(this ILogger log, string carrier, BusinessId business, string call, int attempt, string reason, long unwritten);

    [LoggerMessage(
        EventId = 33, Level = LogLevel.Debug,
        Message = "Webhook of {Carrier} received: business_id={Business} call_id={Call} attempt={Attempt} status={Status} applied={Applied}")]
    public static partial void StatusTaken(
        this ILogger log, string carrier, BusinessId business, string call, int attempt, CarrierStatus status, bool applied);

    [LoggerMessage(EventId = 34, Level = LogLevel.Warning, Message = "{Carrier} requested the document of an unknown call; answered with a hang-up")]
    public static partial void NothingToSay(this ILogger log, string carrier);

    // The words before the ids are those of the existing system that this endpoint replaces.
    [LoggerMessage(
        EventId = 35, Level = LogLevel.Information,
        Message = "[Webhook:CallKaro] Updated call: {Status} business_id={Business} call_id={Call} attempt={Attempt} retry_scheduled={Retry}")]
    public static partial void Updated(this ILogger log, string status, BusinessId business, string call, int attempt, bool retry);
}
