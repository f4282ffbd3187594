using Microsoft.Extensions.Logging;

namespace CallQueue.Runs;

internal static partial class RunsApiLog
{
    [LoggerMessage(
        EventId = 21, Level = LogLevel.Information,
        Message = "Run stopped: business_id={Business} run_id={Run} canceled={Canceled} active={Active} hang_up={HangUp}")]
    public static partial void RunStopped(this ILogger log, BusinessId business, string run, int canceled, int active, bool hangUp);
}
