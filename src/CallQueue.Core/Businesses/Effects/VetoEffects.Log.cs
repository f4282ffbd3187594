using Microsoft.Extensions.Logging;

namespace CallQueue.Businesses.Effects;

internal static partial class VetoEffectsLog
{
    [LoggerMessage(12, LogLevel.Warning, "Veto not asked for call {call} of business {business_id}, so the call is held back: {problem}")]
    public static partial void NotAsked(this ILogger log, BusinessId business_id, string call, string problem);
}
