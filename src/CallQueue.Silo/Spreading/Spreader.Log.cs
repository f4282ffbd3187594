using Microsoft.Extensions.Logging;

namespace CallQueue.Spreading;

internal static partial class SpreaderLog
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "The loads of the silos could not be compared; businesses stay where they are until the next comparison")]
    public static partial void NotReported(this ILogger log, Exception e);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "{count} actors move to the silos where their businesses are at home now")]
    public static partial void Leaving(this ILogger log, int count);
}
